// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.CertificateHeader;
import dev.sallyport.benchmarks.contenders.HeaderReader;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Partners;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A forwarded certificate that nobody has seen before is read, and not verified. There are more of them than the JDK's parser
 * remembers, so that it has always forgotten the next.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class FirstForwardedBenchmark {

    private static final int PEOPLE = 1000;

    /** Who reads. */
    @Param({"JDK", "SALLYPORT"})
    public HeaderReader.Kind contender;

    /** How the proxy writes the certificate. */
    @Param({"RFC9440", "NGINX"})
    public CertificateHeader header;

    private final String[] values = new String[PEOPLE];
    private HeaderReader reader;
    private int next;

    /** Made by JMH. */
    public FirstForwardedBenchmark() {}

    /** Issues all certificates, and sees that one is read. */
    @Setup
    public void issue() throws GeneralSecurityException {
        List<X509Certificate> callers = new Partners(Algorithm.EC).belowTheRoot(PEOPLE);
        for (int i = 0; i < PEOPLE; i++) {
            values[i] = contender.value(header, callers.get(i));
        }
        reader = contender.of(header);
        if (!reader.read(values[0]).equals(callers.get(0))) {
            throw new IllegalStateException(contender + " reads another certificate");
        }
    }

    /** The next one. */
    @Benchmark
    public X509Certificate read() throws GeneralSecurityException {
        next = (next + 1) % PEOPLE;
        return reader.read(values[next]);
    }
}
