// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.Contender;
import dev.sallyport.benchmarks.contenders.Registered;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.benchmarks.requests.Connection;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
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

/** One more request of a known peer, with a log that is off and with one that formats everything it is given. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class LoggingBenchmark {

    /** What the log takes. */
    @Param({"OFF", "ALL"})
    public String level;

    private final Logger root = Logger.getLogger("");
    private X509Certificate[] presented;
    private Connection connection;

    /** Made by JMH. */
    public LoggingBenchmark() {}

    /** Has the filters registered, and sees that they let this peer in. */
    @Setup
    public void register() throws Exception {
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler nowhere = new StreamHandler(OutputStream.nullOutputStream(), new SimpleFormatter());
        nowhere.setLevel(Level.ALL);
        root.addHandler(nowhere);
        root.setLevel(Level.parse(level));
        Partners partners = new Partners(Algorithm.EC);
        presented = partners.billing().chain().toArray(X509Certificate[]::new);
        connection = new Connection(Registered.filters(Contender.SALLYPORT, partners.anchorFile(), Map.of()));
        if (!connection.send(presented)) {
            throw new IllegalStateException("a good peer is refused");
        }
    }

    /** A request. */
    @Benchmark
    public boolean request() throws Exception {
        return connection.send(presented);
    }
}
