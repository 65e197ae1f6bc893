// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.pki.LargeCrl;
import dev.sallyport.peer.Crl;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
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

/** A number looked for on a CRL of a million entries: each time another one, every second of which is on it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CrlLookupBenchmark {

    private static final int NUMBERS = 1 << 18;

    /** Who looks. */
    @Param({"X509CRL", "SALLYPORT"})
    public String contender;

    private final byte[][] numbers = LargeCrl.numbers(NUMBERS);
    private final BigInteger[] integers = new BigInteger[NUMBERS];
    private Crl ours;
    private X509CRL jdks;
    private int next;

    /** Made by JMH. */
    public CrlLookupBenchmark() {}

    /** Reads the CRL, and sees that numbers are found. */
    @Setup
    public void read() throws Exception {
        ByteArrayInputStream file = new ByteArrayInputStream(LargeCrl.issue());
        if (contender.equals("SALLYPORT")) {
            ours = Crl.read(file).get(0);
        } else {
            jdks = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(file);
        }
        for (int i = 0; i < NUMBERS; i++) {
            integers[i] = new BigInteger(numbers[i]);
            next = i;
            if (lookup() != (i % 2 == 0)) {
                throw new IllegalStateException(contender + " is wrong about a number");
            }
        }
    }

    /** Looks for the next one. */
    @Benchmark
    public boolean lookup() {
        int number = next++ & (NUMBERS - 1);
        return ours != null ? ours.contains(numbers[number]) : jdks.getRevokedCertificate(integers[number]) != null;
    }
}
