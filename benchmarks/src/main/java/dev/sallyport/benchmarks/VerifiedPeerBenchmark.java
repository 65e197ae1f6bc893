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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One more request on a connection whose peer is known: the whole filter chain, the same certificate objects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class VerifiedPeerBenchmark {

    /** What is measured. */
    @Param({"EMPTY_FILTER", "SALLYPORT", "SPRING_SECURITY"})
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

    /** A thread's own connection. */
    @State(Scope.Thread)
    public static class OneThread {

        private Connection connection;

        /** Made by JMH. */
        public OneThread() {}

        /** Connects. */
        @Setup
        public void connect(VerifiedPeerBenchmark application) {
            connection = new Connection(application.filters);
        }
    }

    /** A request. */
    @Benchmark
    public boolean request(OneThread own) throws Exception {
        return own.connection.send(presented);
    }
}
