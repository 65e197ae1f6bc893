// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commands of a shell, and the answers that curl shows. */
final class Shell {

    private Shell() {}

    /** What the command prints, errors too. */
    static String run(String command) throws IOException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The answer to one request by curl. */
    static Answer curl(String options) throws IOException {
        return Answer.of(run("curl -sS -i " + options));
    }

    /**
     * An HTTP answer as curl prints it.
     *
     * @param statusLine its first line
     * @param headers its header lines
     * @param body the rest
     */
    record Answer(String statusLine, List<String> headers, String body) {

        static Answer of(String printed) {
            int end = printed.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IllegalStateException("no answer: " + printed);
            }
            List<String> head = printed.substring(0, end).lines().toList();
            return new Answer(head.get(0), head.subList(1, head.size()), printed.substring(end + 4));
        }

        int status() {
            return Integer.parseInt(statusLine.split(" ", 3)[1]);
        }

        /** The code of the refusal in the body; empty if it is no refusal. */
        String code() {
            return body.contains("\"code\":\"") ? body.replaceAll("(?s).*\"code\":\"([a-z0-9-]+)\".*", "$1") : "";
        }

        /** The values of all headers of that name. */
        List<String> values(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }
}
