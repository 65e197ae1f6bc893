// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.figures.Figures;
import dev.sallyport.benchmarks.figures.Sample;
import dev.sallyport.benchmarks.figures.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs every benchmark once in a Java of its own, then all of them again, and so on: a machine that is slow for a minute is so
 * for all, and not for one contender.
 */
final class Rounds {

    private static final String VERIFIED_PEER = VerifiedPeerBenchmark.class.getName();
    private static final String FIRST_TIME = FirstTimeBenchmark.class.getName();

    private final Map<String, List<RunResult>> results = new LinkedHashMap<>();
    private final Options wanted;

    Rounds(Options wanted) {
        this.wanted = wanted;
    }

    /** Runs one more round. */
    void run() throws RunnerException {
        add(new Runner(options().build()).run());
        if (includes(VERIFIED_PEER)) {
            add(new Runner(only(VERIFIED_PEER)
                            .param(Series.CONTENDER, "EMPTY_FILTER", "SALLYPORT")
                            .threads(2)
                            .build())
                    .run());
        }
        if (includes(FIRST_TIME)) {
            add(new Runner(only(FIRST_TIME)
                            .param(Series.CONTENDER, "SALLYPORT")
                            .param("algorithm", "RSA")
                            .param("anchors", "10")
                            .param("rules", "10", "10000")
                            .build())
                    .run());
            add(new Runner(only(FIRST_TIME)
                            .param("ca", "SHARED")
                            .param("anchors", "10")
                            .build())
                    .run());
            add(new Runner(only(FIRST_TIME)
                            .param(Series.CONTENDER, "JDK_PKIX_WITH_BOUNCY_CASTLE", "SALLYPORT_WITH_BOUNCY_CASTLE")
                            .param("anchors", "10")
                            .build())
                    .run());
        }
    }

    /** JMH's own results, a fork for each round. */
    Collection<RunResult> results() {
        return results.values().stream()
                .map(rounds -> new RunResult(
                        rounds.get(0).getParams(),
                        rounds.stream()
                                .flatMap(round -> round.getBenchmarkResults().stream())
                                .toList()))
                .toList();
    }

    Figures figures() {
        return new Figures(results().stream().map(Rounds::series).toList());
    }

    private void add(Collection<RunResult> round) {
        for (RunResult result : round) {
            String which = result.getParams().id() + " by " + result.getParams().getThreads();
            results.computeIfAbsent(which, unknown -> new ArrayList<>()).add(result);
        }
    }

    /** Of what is wanted this benchmark alone; to include it would only add to the patterns that are wanted. */
    private ChainedOptionsBuilder only(String benchmark) {
        return options().exclude("^(?!" + Pattern.quote(benchmark) + "\\.)");
    }

    private ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .parent(wanted)
                .forks(1)
                .shouldFailOnError(true)
                .jvmArgsAppend("-Xms1g", "-Xmx3g", "-XX:+AlwaysPreTouch")
                .addProfiler(GCProfiler.class);
    }

    private boolean includes(String benchmark) {
        return wanted.getIncludes().isEmpty()
                || wanted.getIncludes().stream()
                        .anyMatch(pattern ->
                                Pattern.compile(pattern).matcher(benchmark).find());
    }

    private static Series series(RunResult result) {
        BenchmarkParams params = result.getParams();
        Map<String, String> parameters = new HashMap<>();
        params.getParamsKeys().forEach(key -> parameters.put(key, params.getParam(key)));
        parameters.put("threads", String.valueOf(params.getThreads()));
        String type = params.getBenchmark().replaceFirst("\\.\\w+$", "");
        return new Series(
                type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", ""),
                parameters,
                result.getPrimaryResult().getScoreUnit(),
                sample(result, round -> round.getPrimaryResult().getScore()),
                sample(result, Rounds::bytes));
    }

    private static Sample sample(RunResult result, ToDoubleFunction<BenchmarkResult> figure) {
        return new Sample(result.getBenchmarkResults().stream()
                .mapToDouble(figure)
                .boxed()
                .toList());
    }

    private static double bytes(BenchmarkResult round) {
        @SuppressWarnings("rawtypes") // as JMH gives it
        Map<String, Result> others = round.getSecondaryResults();
        return others.containsKey(Allocation.BYTES)
                ? others.get(Allocation.BYTES).getScore()
                        / others.get(Allocation.OPERATIONS).getScore()
                : others.get("gc.alloc.rate.norm").getScore();
    }
}
