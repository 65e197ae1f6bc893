// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.Contender;
import dev.sallyport.benchmarks.contenders.Registered;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.benchmarks.requests.Connection;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
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
 * A caller who is refused again and again: the whole filter chain, the answer included, the log off. Sallyport refuses an
 * unknown issuer, Spring Security, which verifies nothing, an unknown name.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RefusedRequestBenchmark {

    /** What is measured. */
    @Param({"SALLYPORT", "SPRING_SECURITY"})
    public Contender contender;

    private final Logger root = Logger.getLogger("");
    private X509Certificate[] presented;
    private Connection connection;

    /** Made by JMH. */
    public RefusedRequestBenchmark() {}

    /** Has the filters registered, and sees that they refuse this caller. */
    @Setup
    public void register() throws Exception {
        root.setLevel(Level.OFF);
        Partners partners = new Partners(Algorithm.EC);
        presented = partners.stranger().chain().toArray(X509Certificate[]::new);
        connection = new Connection(Registered.filters(contender, partners.anchorFile(), Map.of()));
        if (connection.send(presented) || connection.response().getStatus() != 403) {
            throw new IllegalStateException(contender + " does not refuse a stranger with 403");
        }
    }

    /** A request. */
    @Benchmark
    public boolean request() throws Exception {
        return connection.send(presented);
    }
}
