// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.figures.Promise;
import dev.sallyport.benchmarks.figures.Report;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints what came out.
 *
 * <p>Takes JMH's own options; {@code -f} is the number of rounds. The results are in JMH's JSON in the file of {@code -rff},
 * {@code benchmarks.json} beside the jar without it, and as tables in one of the same name with {@code .md}.
 */
public final class Main {

    private static final int ROUNDS = 5;

    private Main() {}

    /** Runs what the arguments choose, or everything. */
    public static void main(String[] arguments) throws Exception {
        CommandLineOptions chosen = new CommandLineOptions(arguments);
        Path json = chosen.getResult().hasValue() ? Path.of(chosen.getResult().get()) : besideTheJar();
        Path table = json.resolveSibling(json.getFileName().toString().replaceFirst("\\.json$", "") + ".md");
        Rounds rounds = new Rounds(new OptionsBuilder()
                .parent(chosen)
                .verbosity(chosen.verbosity().orElse(VerboseMode.SILENT))
                .build());
        int last = chosen.getForkCount().orElse(ROUNDS);
        for (int round = 1; round <= last; round++) {
            long start = System.nanoTime();
            rounds.run();
            System.err.printf("round %d of %d: %d s%n", round, last, (System.nanoTime() - start) / 1_000_000_000);
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(rounds.results());
        }
        String report = environment(last)
                + Report.of(rounds.figures(), Promise.on(Runtime.version().feature()));
        Files.writeString(table, report);
        System.out.print(report);
    }

    private static Path besideTheJar() {
        return Path.of(System.getProperty("java.class.path")).resolveSibling("benchmarks.json");
    }

    private static String environment(int rounds) {
        return "Java " + Runtime.version() + ", " + System.getProperty("os.name") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, median of " + rounds + " rounds\n\n";
    }
}
