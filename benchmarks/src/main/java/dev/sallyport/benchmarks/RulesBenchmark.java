// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.Rules;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Partners;
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

/** One more request of a known peer whom the last of many rules lets in: the whole filter chain. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RulesBenchmark {

    /** How many rules there are. */
    @Param({"1", "10", "10000"})
    public int rules;

    private KnownPeer peer;

    /** Made by JMH. */
    public RulesBenchmark() {}

    /** Has the filters registered, and sees that they let this peer in. */
    @Setup
    public void register() throws Exception {
        Map<String, String> settings = Map.of("require.allow", String.join("\n", Rules.texts(rules)));
        peer = new KnownPeer(new Partners(Algorithm.EC), settings);
    }

    /** A request. */
    @Benchmark
    public boolean request() throws Exception {
        return peer.request();
    }
}
