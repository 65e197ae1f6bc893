// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * @param version {@code --http1.1} or {@code --http2}
 */
record Curl(String version) {

    private static final Path SERVERS = Folders.write(Folders.fresh("curl").resolve("servers.pem"), Pki.SERVERS.pem());

    /** A GET with these further header lines. */
    Answer get(String url, Caller caller, String... headers) {
        return get(url, caller, List.of(headers));
    }

    Answer get(String url, Caller caller, List<String> headers) {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-4", "-i", "--max-time", "20", version));
        command.addAll(List.of("--cacert", SERVERS.toString()));
        command.addAll(caller.options());
        for (String header : headers) {
            command.addAll(List.of("-H", header));
        }
        command.add(url);
        return parse(run(command));
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
