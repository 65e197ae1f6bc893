// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That {@code docs/containers.md} says what the containers do. */
class ContainersPageIT {

    private static final Page PAGE = new Page("containers.md");

    @Test
    void the_table_is_what_the_containers_answer() {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (Container container : Container.values()) {
            answers.put(container.toString(), answers(Applications.on(container)));
        }
        PAGE.checkTable("containers", table(answers));
    }

    @Test
    @Tag("servers")
    void the_second_table_is_what_the_full_servers_answer() {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (Server server : Server.values()) {
            try (Running running = server.start(Applications.all())) {
                answers.put(server.toString(), answers(running));
            }
        }
        PAGE.checkTable("servers", table(answers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept-any.security", "liberty-server.xml", "payara-preboot.txt", "wildfly.cli"})
    void the_page_shows_the_settings_that_the_tests_use(String file) {
        assertThat(PAGE.text()).contains(Folders.resource("servers/" + file, Map.of()));
    }

    /** The answers to every request, in order. */
    private static List<String> answers(Running running) {
        Wire wire = new Wire(running);
        return requests().values().stream()
                .map(request -> cell(wire.https(request, Pki.NOBODY)))
                .toList();
    }

    private static String table(Map<String, List<String>> answers) {
        StringBuilder table = new StringBuilder("| over HTTPS | ")
                .append(String.join(" | ", answers.keySet()))
                .append(" |\n|---|")
                .append("---|".repeat(answers.size()))
                .append('\n');
        int row = 0;
        for (String name : requests().keySet()) {
            int each = row++;
            table.append("| ")
                    .append(name)
                    .append(" | ")
                    .append(answers.values().stream()
                            .map(column -> column.get(each))
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String cell(Answer answer) {
        if (answer.status() == 0) {
            return "closes";
        }
        return answer.brief() + (answer.header("strict-transport-security").isEmpty() ? "" : ", HSTS");
    }

    private static Map<String, String> requests() {
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("a request line of one word", "GET\r\n\r\n");
        requests.put("no `Host`", "GET /annotated/answers/plain HTTP/1.1\r\nConnection: close\r\n\r\n");
        requests.put("`Host: a b`", host("a b"));
        requests.put("`Host: other.example`", host("other.example"));
        requests.put("`TRACE`", line("TRACE /annotated/answers/plain"));
        requests.put("`OPTIONS *`", line("OPTIONS *"));
        requests.put("`CONNECT`", line("CONNECT localhost:443"));
        requests.put("an application that is not there", line("GET /nowhere/"));
        requests.put("an application without the last `/`", line("GET /annotated"));
        requests.put("a file below `WEB-INF`", line("GET /annotated/WEB-INF/web.xml"));
        requests.put("`%2f` in the path", line("GET /annotated%2forders"));
        requests.put("`%00` in the path", line("GET /annotated/%00"));
        requests.put("`..` above the root", line("GET /../annotated/orders"));
        requests.put("a header of 20 KB", line("GET /annotated/answers/plain", "X: " + "y".repeat(20_000)));
        requests.put(
                "two different lengths",
                line("GET /annotated/answers/plain", "Content-Length: 1\r\nContent-Length: 2"));
        requests.put("an unknown `Expect`", line("GET /annotated/answers/plain", "Expect: tea"));
        requests.put("a servlet that throws", line("GET /annotated/answers/exception"));
        return requests;
    }

    private static String host(String host) {
        return "GET /annotated/answers/plain HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    private static String line(String methodAndTarget, String... headers) {
        return methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
    }
}
