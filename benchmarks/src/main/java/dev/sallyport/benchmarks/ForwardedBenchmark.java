// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.BehindProxy;
import dev.sallyport.benchmarks.contenders.CertificateHeader;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.benchmarks.requests.Connection;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
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

/** One more request of a known peer behind a proxy: the whole filter chain, and the header in a String that is new each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ForwardedBenchmark {

    /** What is measured. */
    @Param({"SALLYPORT", "CERTIFICATE_MAPPER", "CACHING_CERTIFICATE_MAPPER"})
    public BehindProxy contender;

    /** How the proxy writes the certificate. */
    @Param({"RFC9440", "NGINX"})
    public CertificateHeader header;

    private byte[] value;
    private Connection connection;

    /** Made by JMH. */
    public ForwardedBenchmark() {}

    /** Has the filters registered, and sees that they let this peer in. */
    @Setup
    public void register() throws Exception {
        Partners partners = new Partners(Algorithm.EC);
        X509Certificate billing = partners.belowTheRoot(1).get(0);
        String text = contender == BehindProxy.SALLYPORT ? header.of(billing) : header.withoutFrame(billing);
        value = text.getBytes(StandardCharsets.US_ASCII);
        connection = contender.connection(header, partners);
        if (!connection.send(value)) {
            throw new IllegalStateException(contender + " refuses a good peer");
        }
    }

    /** A request. */
    @Benchmark
    public boolean request() throws Exception {
        return connection.send(value);
    }
}
