// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.Verifier;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.peer.PeerRules;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
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

/** The same bad certificate again and again, put to the verification alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RefusedCertificateBenchmark {

    /** Who verifies. */
    @Param({"JDK_PKIX", "SALLYPORT"})
    public Verifier.Kind contender;

    /** What is wrong. */
    @Param({"EXPIRED", "UNKNOWN_ISSUER"})
    public Fault fault;

    private List<X509Certificate> chain;
    private Verifier verifier;

    /** What can be wrong with a certificate. */
    public enum Fault {
        /** It has expired. */
        EXPIRED,
        /** Its CA is not known. */
        UNKNOWN_ISSUER
    }

    /** Made by JMH. */
    public RefusedCertificateBenchmark() {}

    /** Issues the certificates. */
    @Setup
    public void issue() throws GeneralSecurityException {
        Partners partners = new Partners(Algorithm.EC);
        chain = (fault == Fault.EXPIRED ? partners.expired() : partners.stranger()).chain();
        verifier = contender.of(
                partners.anchors(10), PeerRules.ANYBODY, InstantSource.system().instant());
        if (verifier.accepts(chain)) {
            throw new IllegalStateException(contender + " accepts a bad peer");
        }
    }

    /** Refuses. */
    @Benchmark
    public boolean verify() throws GeneralSecurityException {
        return verifier.accepts(chain);
    }
}
