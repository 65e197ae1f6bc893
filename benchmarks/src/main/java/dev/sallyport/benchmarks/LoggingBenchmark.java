// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Partners;
import java.io.OutputStream;
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
    private KnownPeer peer;

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
        peer = new KnownPeer(new Partners(Algorithm.EC), Map.of());
    }

    /** A request. */
    @Benchmark
    public boolean request() throws Exception {
        return peer.request();
    }
}
