// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.endtoend;

import dev.sallyport.benchmarks.contenders.Contender;
import dev.sallyport.benchmarks.figures.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Compares whole servers: embedded Jetty in a process of its own for each contender, asked over mutual TLS by connections
 * that are kept alive. All servers run all the time; the load goes from one to the next, in another order each round.
 */
public final class EndToEnd {

    private static final int WARM_UP = 3;

    private EndToEnd() {}

    /**
     * Runs the comparison and prints it as a table.
     *
     * @param arguments rounds, seconds for each server in a round, connections
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = argument(arguments, 0, 9);
        Duration time = Duration.ofSeconds(argument(arguments, 1, 4));
        int connections = argument(arguments, 2, 8);
        Path folder = Files.createTempDirectory("end-to-end-");
        Identities identities = new Identities(folder);
        Map<Contender, RunningServer> servers = new EnumMap<>(Contender.class);
        Map<Contender, List<Load.Result>> results = new EnumMap<>(Contender.class);
        try {
            for (Contender contender : Contender.values()) {
                servers.put(contender, RunningServer.start(contender, folder));
                results.put(contender, new ArrayList<>());
            }
            for (int round = -WARM_UP; round < rounds; round++) {
                for (Contender contender : order(round)) {
                    Load.Result result = new Load(identities.client(), connections).on(servers.get(contender), time);
                    if (round >= 0) {
                        results.get(contender).add(result);
                    }
                }
            }
        } finally {
            servers.values().forEach(RunningServer::close);
            identities.delete();
        }
        print(rounds, time, connections, results);
    }

    private static int argument(String[] arguments, int index, int absent) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : absent;
    }

    private static List<Contender> order(int round) {
        List<Contender> order = new ArrayList<>(List.of(Contender.values()));
        Collections.rotate(order, round);
        return order;
    }

    private static void print(int rounds, Duration time, int connections, Map<Contender, List<Load.Result>> results) {
        System.out.printf(
                "Java %s, %d processors, %d connections, median of %d rounds of %d s%n%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), connections, rounds, time.toSeconds());
        System.out.println(
                "| contender | requests/s | ÷ nothing | spread | server CPU µs/request | ÷ nothing | spread |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Sample plainRate = rate(results.get(Contender.NOTHING));
        Sample plainCost = cost(results.get(Contender.NOTHING));
        results.forEach((contender, ofOne) -> {
            Sample rate = rate(ofOne).dividedBy(plainRate);
            Sample cost = cost(ofOne).dividedBy(plainCost);
            System.out.printf(
                    "| %s | %s | %.3f | %s | %s | %.3f | %s |%n",
                    contender, rate(ofOne), rate.median(), rate.spread(), cost(ofOne), cost.median(), cost.spread());
        });
    }

    private static Sample rate(List<Load.Result> results) {
        return new Sample(results.stream().map(Load.Result::requestsPerSecond).toList());
    }

    private static Sample cost(List<Load.Result> results) {
        return new Sample(
                results.stream().map(Load.Result::serverMicrosPerRequest).toList());
    }
}
