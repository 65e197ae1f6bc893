// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What works where, with one application that has an endpoint of every kind. */
class MatrixIT {

    private static final Page PAGE = new Page("containers.md");

    @Test
    void the_matrix_is_what_the_containers_do() {
        PAGE.checkTable("matrix", table(Stream.of(Container.values())));
    }

    @Test
    @Tag("servers")
    void the_second_matrix_is_what_the_full_servers_do() {
        PAGE.checkTable("matrix of servers", table(Stream.of(Server.values())));
    }

    private static String table(Stream<? extends Host> hosts) {
        Map<Host, Map<Feature, Integer>> limits = new LinkedHashMap<>();
        SoftAssertions softly = new SoftAssertions();
        hosts.forEach(host -> limits.put(host, limits(host, softly)));
        softly.assertAll();
        return rows(limits) + notes(limits);
    }

    /** Each feature's limit; 0 where it works. */
    private static Map<Feature, Integer> limits(Host host, SoftAssertions softly) {
        Map<Feature, Integer> limits = new LinkedHashMap<>();
        try (Running running = host.start(Everything.on(host))) {
            Wire wire = new Wire(running);
            for (Feature feature : Feature.values()) {
                int limit = Limit.number(host, feature);
                Optional<AssertionError> failure = feature.failure(wire);
                softly.assertThat(failure.isPresent())
                        .as(() -> host + " does not do: " + feature
                                + failure.map(it -> ", but: " + it.getMessage()).orElse(""))
                        .isEqualTo(limit > 0);
                if (limit > 0) {
                    softly.assertThat(feature.isShut(wire))
                            .as("nobody reaches what is not guarded on " + host + ": " + feature)
                            .isTrue();
                }
                limits.put(feature, limit);
            }
        }
        return limits;
    }

    private static String rows(Map<Host, Map<Feature, Integer>> limits) {
        StringBuilder table = new StringBuilder("| | ")
                .append(limits.keySet().stream().map(Object::toString).collect(joining(" | ")))
                .append(" |\n|---|")
                .append("---|".repeat(limits.size()))
                .append('\n');
        for (Feature feature : Feature.values()) {
            table.append("| ")
                    .append(feature)
                    .append(" | ")
                    .append(limits.values().stream()
                            .map(column -> cell(column.get(feature)))
                            .collect(joining(" | ")))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String cell(int limit) {
        return limit == 0 ? "yes" : "no (" + limit + ")";
    }

    private static String notes(Map<Host, Map<Feature, Integer>> limits) {
        List<String> notes = new ArrayList<>();
        TreeSet<Integer> numbers = new TreeSet<>();
        limits.values().forEach(column -> numbers.addAll(column.values()));
        for (int number : numbers.tailSet(1)) {
            Limit limit = Limit.ALL.get(number - 1);
            notes.add("(" + number + ") " + limit.reason() + " Instead: " + limit.instead() + "\n");
        }
        return notes.isEmpty() ? "" : "\n" + String.join("\n", notes);
    }
}
