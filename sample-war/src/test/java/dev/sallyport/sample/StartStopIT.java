// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample starts, stops, and says plainly why it cannot start. */
class StartStopIT {

    @TempDir
    Path folder;

    @Test
    void sigterm_stops_it_and_nothing_stays_behind_but_the_certificates() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        ProcessBuilder java = RunningSample.java(List.of(
                "--http-port",
                "0",
                "--https-port",
                "0",
                "--dir",
                folder.resolve("demo").toString()));
        java.command().add(1, "-Djava.io.tmpdir=" + temporary);
        Process process = java.redirectErrorStream(true).start();
        var out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith("Stop with")) {
            line = out.readLine();
        }

        process.toHandle().destroy(); // unlike Process.destroy, leaves its output readable

        assertThat(out.readLine()).isEqualTo("stopped");
        assertThat(out.readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"--http-port, --https-port", "--https-port, --http-port"})
    void a_taken_port_gives_one_line(String option, String other) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome =
                    run(option, Integer.toString(taken.getLocalPort()), other, "0", "--dir", folder.toString());

            assertThat(outcome.printed())
                    .isEqualTo("port " + taken.getLocalPort() + " is taken: choose another with " + option
                            + " (0: any free one)\n");
            assertThat(outcome.exitCode()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--http-port eighty | --http-port: 'eighty' (expected: a port, 0 to 65535)",
                "--https-port 65536 | --https-port: '65536' (expected: a port, 0 to 65535)",
                "--https-port       | --https-port: '' (expected: a port, 0 to 65535)",
                "--port 80          | --port: no such option (--help names them)",
            })
    void a_wrong_option_gives_one_line(String options, String line) throws Exception {
        Outcome outcome = run(options.split(" ", -1));

        assertThat(outcome).isEqualTo(new Outcome(1, line + "\n"));
    }

    @Test
    void help_names_the_options() throws Exception {
        Outcome outcome = run("--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.printed()).contains("--http-port PORT", "--https-port PORT", "--dir FOLDER", "--help");
    }

    @Test
    void bad_settings_keep_it_from_starting_and_are_named() throws Exception {
        ProcessBuilder java =
                RunningSample.java(List.of("--http-port", "0", "--https-port", "0", "--dir", folder.toString()));
        java.command().add(1, "-Dsallyport.hsts.max-age=soon");

        Outcome outcome = finish(java);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.printed()).contains("sallyport.hsts.max-age", "'soon'");
    }

    @Test
    void certificates_are_kept_for_the_next_start_and_keys_are_for_the_owner_only() throws Exception {
        RunningSample.start(folder).close();
        byte[] ca = Files.readAllBytes(folder.resolve("ca.pem"));
        byte[] key = Files.readAllBytes(folder.resolve("accepted.key"));

        RunningSample.start(folder).close();

        assertThat(folder.resolve("ca.pem")).hasBinaryContent(ca);
        assertThat(folder.resolve("accepted.key")).hasBinaryContent(key);
        assertThat(names(folder))
                .containsExactly(
                        names("accepted", "ca.pem", "expired", "not-allowed", "server", "stranger", "wrong-usage"));
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            for (String name : names(folder)) {
                if (!name.endsWith(".pem")) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                            .as(name)
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    private static String[] names(String... stories) {
        return Arrays.stream(stories)
                .flatMap(name ->
                        name.contains(".") ? Stream.of(name) : Stream.of(name + ".key", name + ".p12", name + ".pem"))
                .sorted()
                .toArray(String[]::new);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Outcome run(String... options) throws Exception {
        return finish(RunningSample.java(List.of(options)));
    }

    private static Outcome finish(ProcessBuilder java) throws Exception {
        Process process = java.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), printed);
    }

    record Outcome(int exitCode, String printed) {}
}
