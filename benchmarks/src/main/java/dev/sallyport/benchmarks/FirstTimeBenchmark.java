// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.Rules;
import dev.sallyport.benchmarks.contenders.Verifier;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Newcomers;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.peer.PeerRules;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A peer whom nobody has seen before: two signatures, by whoever computes them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 3, time = 1)
public class FirstTimeBenchmark {

    private static final int BATCH = 50;

    /** Who verifies. */
    @Param({"JDK_PKIX", "SALLYPORT"})
    public Verifier.Kind contender;

    /** What the certificates are signed with. */
    @Param({"EC", "RSA"})
    public Algorithm algorithm;

    /** How many anchors the trust has. */
    @Param({"10", "1000"})
    public int anchors;

    /** Whether the intermediate CA's certificate is as new as the caller's own. */
    @Param("OWN")
    public Partners.Ca ca;

    /** How many rules the endpoint has, the last of which matches. */
    @Param("1")
    public int rules;

    private final Instant now = InstantSource.system().instant();
    private List<X509Certificate> trusted;
    private PeerRules allow;
    private Newcomers newcomers;
    private Verifier verifier;
    private Allocation counter;
    private List<List<X509Certificate>> chains;

    /** Made by JMH. */
    public FirstTimeBenchmark() {}

    /** Issues all certificates. */
    @Setup
    public void issue() {
        Partners partners = new Partners(algorithm);
        trusted = partners.anchors(anchors);
        allow = PeerRules.parse(Rules.texts(rules).toArray(String[]::new));
        newcomers = new Newcomers(partners, ca);
    }

    /** Parses the next certificates; who has seen them all before is replaced. Not measured. */
    @Setup(Level.Invocation)
    public void arrive(Allocation allocation) throws GeneralSecurityException {
        if (newcomers.areAtTheFirst()) {
            verifier = contender.of(trusted, allow, now);
        }
        chains = newcomers.next(BATCH);
        counter = allocation;
        counter.begin();
    }

    /** Counts what was allocated since. */
    @TearDown(Level.Invocation)
    public void count() {
        counter.end(BATCH);
    }

    /** Verifies each. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void verify(Blackhole blackhole) throws GeneralSecurityException {
        for (List<X509Certificate> chain : chains) {
            if (!verifier.accepts(chain)) {
                throw new IllegalStateException(contender + " refuses a good peer");
            }
        }
        blackhole.consume(chains);
    }
}
