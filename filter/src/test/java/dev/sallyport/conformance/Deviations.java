// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of docs/conformance.md that declares where we differ from what a case expects, and why. */
record Deviations(List<Deviation> all) {

    private static final String BEGIN = "<!-- deviations: read by ConformanceTest -->";
    private static final String END = "<!-- end of deviations -->";

    /**
     * One row; {@code *} stands for anything.
     *
     * @param suite which suites
     * @param id which cases
     * @param got what we answer instead
     * @param code the code of the refusal
     * @param says what its sentence contains
     * @param why the reason
     */
    record Deviation(String suite, String id, String got, String code, String says, String why) {

        boolean covers(Row row) {
            return glob(suite, row.suite())
                    && glob(id, row.id())
                    && glob(got, row.got())
                    && glob(code, row.code())
                    && glob("*" + says + "*", row.message());
        }

        private static boolean glob(String pattern, String text) {
            String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
            return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
        }
    }

    static Deviations read() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "conformance.md"));
        String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        return new Deviations(table.lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .flatMap(Deviations::deviation)
                .toList());
    }

    Optional<Deviation> of(Row row) {
        return all.stream().filter(deviation -> deviation.covers(row)).findFirst();
    }

    private static Stream<Deviation> deviation(String line) {
        List<String> cells = Stream.of(line.substring(1).split("\\|"))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
        if (cells.size() != 6 || cells.get(5).isEmpty()) {
            throw new IllegalStateException("a deviation has six cells, the last its reason: " + line);
        }
        return Stream.of(
                new Deviation(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5)));
    }
}
