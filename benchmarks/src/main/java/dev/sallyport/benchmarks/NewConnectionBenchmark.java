// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.Contender;
import dev.sallyport.benchmarks.contenders.Registered;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Fresh;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.benchmarks.requests.Connection;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
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

/** The first request on a new connection of a known peer: equal certificates, in objects that nobody has seen. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class NewConnectionBenchmark {

    private static final int BATCH = 100;

    /** What is measured. */
    @Param({"EMPTY_FILTER", "SALLYPORT", "SPRING_SECURITY"})
    public Contender contender;

    private final X509Certificate[][] presented = new X509Certificate[BATCH][];
    private List<X509Certificate> chain;
    private Connection connection;
    private Allocation counter;

    /** Made by JMH. */
    public NewConnectionBenchmark() {}

    /** Has the filters registered, and sees that they let this peer in. */
    @Setup
    public void register() throws Exception {
        Partners partners = new Partners(Algorithm.EC);
        chain = partners.billing().chain();
        connection = new Connection(Registered.filters(contender, partners.anchorFile(), Map.of()));
        if (!connection.send(Fresh.copy(chain))) {
            throw new IllegalStateException(contender + " refuses a good peer");
        }
    }

    /** Parses the certificates anew, as a handshake does; not measured. */
    @Setup(Level.Invocation)
    public void handshakes(Allocation allocation) {
        for (int i = 0; i < BATCH; i++) {
            presented[i] = Fresh.copy(chain);
        }
        counter = allocation;
        counter.begin();
    }

    /** Counts what was allocated since. */
    @TearDown(Level.Invocation)
    public void count() {
        counter.end(BATCH);
    }

    /** A request on each connection. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void request(Blackhole blackhole) throws Exception {
        for (X509Certificate[] certificates : presented) {
            blackhole.consume(connection.send(certificates));
        }
    }
}
