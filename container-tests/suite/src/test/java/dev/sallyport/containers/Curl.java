// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks with curl.
 *
 * @param version {@code http1.1} or {@code http2}
 */
record Curl(String version) {

    /** One for each version of HTTP. */
    static final List<Curl> VERSIONS = List.of(new Curl("http1.1"), new Curl("http2"));

    private static final Path FOLDER = Folders.fresh("curl");
    private static final Path SERVERS = Folders.write(FOLDER.resolve("servers.pem"), Pki.SERVERS.pem());

    /**
     * A GET.
     *
     * @param headers further header lines
     */
    record Request(String url, Caller caller, List<String> headers) {}

    Answer get(String url, Caller caller, String... headers) {
        return ask(List.of(new Request(url, caller, List.of(headers)))).get(0);
    }

    /** Asks one after the other, over as few connections as curl can do with. */
    List<Answer> ask(List<Request> requests) {
        Path folder = Folders.fresh("curl");
        List<String> options = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (i > 0) {
                options.add("next");
            }
            options.addAll(options(requests.get(i)));
            options.add(option("output", folder.resolve(String.valueOf(i)).toString()));
        }
        Path file = Folders.write(folder.resolve("options"), String.join("\n", options) + '\n');
        String said = run(List.of("curl", "--config", file.toString()));
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            Path output = folder.resolve(String.valueOf(i));
            answers.add(parse(Files.exists(output) ? new String(Folders.read(output), StandardCharsets.UTF_8) : said));
        }
        return answers;
    }

    private List<String> options(Request request) {
        List<String> options =
                new ArrayList<>(List.of("silent", "show-error", "ipv4", "include", "max-time = 20", version));
        options.add(option("url", request.url()));
        options.add(option("cacert", SERVERS.toString()));
        request.caller().certificateFile().ifPresent(file -> options.add(option("cert", file.toString())));
        request.caller().keyFile().ifPresent(file -> options.add(option("key", file.toString())));
        request.headers().forEach(header -> options.add(option("header", header)));
        return options;
    }

    private static String option(String name, String value) {
        return name + " = \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        }
    }

    private static Answer parse(String output) {
        int end = output.indexOf("\r\n\r\n");
        if (!output.startsWith("HTTP/") || end < 0) {
            return new Answer(0, Map.of(), output, Optional.empty());
        }
        String[] lines = output.substring(0, end).split("\r\n", -1);
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            headers.computeIfAbsent(header[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header[1].strip());
        }
        int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
        return new Answer(status, headers, output.substring(end + 4), Optional.empty());
    }
}
