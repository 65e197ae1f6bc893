// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.figures;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figures as tables that people read, in Markdown. */
public final class Report {

    private final Figures figures;
    private final StringBuilder text = new StringBuilder();

    private Report(Figures figures) {
        this.figures = figures;
    }

    /** One table for each benchmark, and one of the promises. */
    public static String of(Figures figures, List<Promise> promises) {
        Report report = new Report(figures);
        figures.all().stream()
                .collect(Collectors.groupingBy(Series::question, LinkedHashMap::new, Collectors.toList()))
                .forEach(report::table);
        report.promises(promises);
        return report.text.toString();
    }

    private void table(String question, List<Series> answers) {
        Series first = answers.get(0);
        List<String> parameters = first.names();
        text.append("### ").append(question).append("\n\n");
        row(String.join(" | ", parameters), first.unit(), "spread", "bytes/op", "Sallyport ÷ it");
        row("---" + " | ---".repeat(parameters.size() - 1), "---:", "---:", "---:", "---:");
        for (Series answer :
                answers.stream().sorted(Comparator.comparing(Series::aside)).toList()) {
            row(
                    parameters.stream().map(answer.parameters()::get).collect(Collectors.joining(" | ")),
                    answer.time().toString(),
                    answer.time().spread(),
                    answer.bytes().toString(),
                    ratio(answer).map(Sample::toString).orElse(""));
        }
        text.append('\n');
    }

    private Optional<Sample> ratio(Series answer) {
        return figures.all().stream()
                .filter(that -> answer.isOfAnother("SALLYPORT", that))
                .findFirst()
                .map(ours -> ours.time().dividedBy(answer.time()));
    }

    private void promises(List<Promise> promises) {
        text.append("### Promises\n\n");
        row("what", "measured", "spread", "at most", "kept");
        row("---", "---:", "---:", "---:", "---");
        for (Promise promise : promises) {
            Optional<Sample> measured = promise.measured().apply(figures);
            row(
                    promise.text(),
                    measured.map(Sample::toString).orElse("not run"),
                    measured.map(Sample::spread).orElse(""),
                    new Sample(List.of(promise.bound())).toString(),
                    measured.map(sample -> promise.isKeptBy(sample) ? "yes" : "**no**")
                            .orElse(""));
        }
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
