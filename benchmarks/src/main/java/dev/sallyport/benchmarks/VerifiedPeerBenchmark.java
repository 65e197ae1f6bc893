// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.Contender;
import dev.sallyport.benchmarks.contenders.Registered;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.benchmarks.requests.Connection;
import jakarta.servlet.Filter;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One more request of a peer who is known: the whole filter chain, the same certificate objects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class VerifiedPeerBenchmark {

    private static final int REQUESTS = 100;

    /** What is measured. */
    @Param({"EMPTY_FILTER", "SAME_CALLS", "SALLYPORT", "SPRING_SECURITY"})
    public Contender contender;

    private List<Filter> filters;
    private X509Certificate[] presented;

    /** Made by JMH. */
    public VerifiedPeerBenchmark() {}

    /** Has the filters registered, and sees that they let this peer in. */
    @Setup
    public void register() throws Exception {
        Partners partners = new Partners(Algorithm.EC);
        presented = partners.billing().chain().toArray(X509Certificate[]::new);
        filters = Registered.filters(contender, partners.anchorFile(), Map.of());
        if (!new Connection(filters).send(presented)) {
            throw new IllegalStateException(contender + " refuses a good peer");
        }
    }

    /**
     * Requests on a connection of their own, as long as it is in Tomcat by default. Nothing that is written lives longer, so
     * that no two threads write to one line of memory, nor to one of the collector's card table, which has nothing to do
     * with filters.
     */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public int requests() throws Exception {
        Connection connection = new Connection(filters);
        int reached = 0;
        for (int i = 0; i < REQUESTS; i++) {
            reached += connection.send(presented) ? 1 : 0;
        }
        return reached;
    }
}
