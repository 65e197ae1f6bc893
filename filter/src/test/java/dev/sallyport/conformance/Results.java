// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.conformance.Row.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.json.JSONArray;

/**
 * The rows of a run, as a table for people and as JSON.
 *
 * @param rows one a case
 * @param deviations what is declared
 */
record Results(List<Row> rows, Deviations deviations) {

    /** The others inform only: duties of a CA, or of whoever checks the name of a server. */
    private static final List<String> MUST_BE_RIGHT = List.of(
            "client",
            "chain",
            "policy",
            "real",
            "pkits",
            "spiffe",
            "contested",
            "token",
            "sct",
            "crl",
            "ocsp",
            "header");

    void write(Path file) throws IOException {
        JSONArray all = new JSONArray();
        rows.forEach(row -> all.put(row.json()));
        Files.createDirectories(file.getParent());
        Files.writeString(file, all.toString(1) + "\n");
    }

    /** Each false accept and false reject that nothing declares, in a class that must be right. */
    List<Row> undeclared() {
        return rows.stream()
                .filter(row -> MUST_BE_RIGHT.contains(row.kind()))
                .filter(Results::isWrong)
                .filter(row -> deviations.of(row).isEmpty())
                .toList();
    }

    /** A line for each suite and class. */
    String table() {
        Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();
        Map<String, Integer> declared = new TreeMap<>();
        for (Row row : rows) {
            String key = String.format("%-26s %-12s", row.suite(), row.kind());
            counts.computeIfAbsent(key, any -> new EnumMap<>(Outcome.class)).merge(row.outcome(), 1, Integer::sum);
            if (isWrong(row) && deviations.of(row).isPresent()) {
                declared.merge(key, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(entry -> String.format(
                        "%s %6d %13d %13d %9d %8d",
                        entry.getKey(),
                        entry.getValue().getOrDefault(Outcome.PASS, 0),
                        entry.getValue().getOrDefault(Outcome.FALSE_ACCEPT, 0),
                        entry.getValue().getOrDefault(Outcome.FALSE_REJECT, 0),
                        declared.getOrDefault(entry.getKey(), 0),
                        entry.getValue().getOrDefault(Outcome.NOT_RUN, 0)))
                .collect(Collectors.joining(
                        "\n",
                        String.format(
                                "%-26s %-12s %6s %13s %13s %9s %8s%n",
                                "suite", "class", "pass", "false accept", "false reject", "declared", "not run"),
                        "\n"));
    }

    /** Every case that is wrong or was not run, and why. */
    String notes() {
        List<String> lines = new ArrayList<>();
        rows.stream().filter(Results::isWrong).forEach(row -> lines.add(line(row)));
        rows.stream()
                .filter(row -> row.outcome() == Outcome.NOT_RUN)
                .collect(Collectors.groupingBy(
                        row -> row.suite() + " not run: " + row.code(), TreeMap::new, Collectors.counting()))
                .forEach((what, count) -> lines.add(what + " (" + count + ')'));
        return String.join("\n", lines);
    }

    private String line(Row row) {
        String why = deviations
                .of(row)
                .map(deviation -> "declared: " + deviation.why())
                .orElse(MUST_BE_RIGHT.contains(row.kind()) ? "NOT DECLARED" : "informs only");
        return row.outcome() + " " + row.suite() + " " + row.id() + " [" + row.kind() + "]: expected " + row.expected()
                + ", got " + row.got() + " " + row.code() + " " + row.message() + " - " + why;
    }

    private static boolean isWrong(Row row) {
        return row.outcome() == Outcome.FALSE_ACCEPT || row.outcome() == Outcome.FALSE_REJECT;
    }
}
