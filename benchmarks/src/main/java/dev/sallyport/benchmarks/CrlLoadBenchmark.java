// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.pki.LargeCrl;
import dev.sallyport.peer.Crl;
import java.io.ByteArrayInputStream;
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

/** A CRL of a million entries read from memory. The JDK's factory would remember it, so each call has its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class CrlLoadBenchmark {

    /** Who reads it. */
    @Param({"X509CRL", "SALLYPORT"})
    public String contender;

    private byte[] der;

    /** Made by JMH. */
    public CrlLoadBenchmark() {}

    /** Issues it. */
    @Setup
    public void issue() {
        der = LargeCrl.issue();
    }

    /** Reads it. */
    @Benchmark
    public Object load() throws Exception {
        ByteArrayInputStream file = new ByteArrayInputStream(der);
        return contender.equals("SALLYPORT")
                ? Crl.read(file)
                : (X509CRL) CertificateFactory.getInstance("X.509")
                        .generateCRLs(file)
                        .iterator()
                        .next();
    }
}
