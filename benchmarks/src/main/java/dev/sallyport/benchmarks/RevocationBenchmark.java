// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

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

/** One more request of a known peer, where revocation is asked for and where it is not: the whole filter chain. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RevocationBenchmark {

    /** What the trust does about revocation. */
    @Param({"off", "hard-fail"})
    public String revocation;

    private KnownPeer peer;

    /** Made by JMH. */
    public RevocationBenchmark() {}

    /** Has the filters registered, and sees that they let this peer in. */
    @Setup
    public void register() throws Exception {
        Partners partners = new Partners(Algorithm.EC);
        Map<String, String> settings = revocation.equals("off")
                ? Map.of()
                : Map.of(
                        "trust.default.revocation",
                        revocation,
                        "trust.default.crls",
                        partners.crlFile().toString());
        peer = new KnownPeer(partners, settings);
    }

    /** A request. */
    @Benchmark
    public boolean request() throws Exception {
        return peer.request();
    }
}
