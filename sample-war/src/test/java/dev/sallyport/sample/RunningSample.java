// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sample as a user starts it, a process of its own on free ports, with its certificates in {@code folder}. */
record RunningSample(Process process, Path folder, Path log, List<String> printed) implements AutoCloseable {

    /** Started, and past its last printed line. */
    static RunningSample start(Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("--http-port", "0", "--https-port", "0"));
        command.addAll(List.of("--dir", folder.toString()));
        command.addAll(List.of(options));
        Path log = Files.createTempFile("sallyport-sample-", ".log");
        Process process = java(command).redirectError(log.toFile()).start();
        List<String> printed = new ArrayList<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.add(line);
            if (line.startsWith("Stop with")) {
                return new RunningSample(process, folder, log, printed);
            }
        }
        throw new IllegalStateException("did not start: " + printed + Files.readString(log));
    }

    /** {@code java -jar} of the WAR under test. */
    static ProcessBuilder java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", "target/sallyport-sample.war"));
        command.addAll(options);
        return new ProcessBuilder(command);
    }

    /** The commands it printed, each with the answer it promised. */
    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (int at = 1; at < printed.size(); at++) {
            if (printed.get(at).startsWith("curl ")) {
                examples.add(new Example(printed.get(at - 1).substring("# ".length()), printed.get(at)));
            }
        }
        return examples;
    }

    int httpPort() {
        return port("http://localhost:(\\d+)/");
    }

    int httpsPort() {
        return port("https://localhost:(\\d+)/");
    }

    String http(String target) {
        return "http://localhost:" + httpPort() + target;
    }

    String https(String target) {
        return "https://localhost:" + httpsPort() + target;
    }

    /** Options of curl that trust the demo's server and present this client's certificate. */
    String as(String client) {
        return trusting() + " --cert " + folder.resolve(client + ".pem") + " --key " + folder.resolve(client + ".key");
    }

    String trusting() {
        return "--cacert " + folder.resolve("ca.pem");
    }

    /** What it logged so far. */
    String logged() throws IOException {
        return Files.readString(log);
    }

    /** Stopped by SIGTERM. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not stop: " + logged());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(log);
    }

    private int port(String pattern) {
        Matcher port = Pattern.compile(pattern).matcher(String.join("\n", printed));
        if (!port.find()) {
            throw new IllegalStateException("no port was printed: " + printed);
        }
        return Integer.parseInt(port.group(1));
    }

    /**
     * A command that the sample says to try.
     *
     * @param answer what it says will come, such as {@code 403 expired: why}
     * @param command a line for the shell
     */
    record Example(String answer, String command) {}
}
