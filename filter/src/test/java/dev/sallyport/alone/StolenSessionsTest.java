// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.alone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StolenSessionsTest {

    @Test
    void the_owner_of_a_stolen_session_is_learned_and_no_other_refusal_counts() {
        StolenSessions stolen = new StolenSessions();

        stolen.accept(new Event.Refused("1", new Refusal.SessionMismatch("billing", "shipping"), "GET", "/", "::1"));
        stolen.accept(new Event.Refused("2", new Refusal.NoCertificate("default"), "GET", "/", "::1"));

        assertThat(stolen.owners()).containsExactly("billing");
    }

    @Test
    void every_line_of_code_in_the_page_stands_in_the_tested_example() throws IOException {
        List<String> tested =
                Files.readAllLines(Path.of("src/test/java/dev/sallyport/alone/StolenSessions.java")).stream()
                        .map(String::strip)
                        .toList();

        assertThat(codeOf(Path.of("../docs/sessions.md"))).isNotEmpty().isSubsetOf(tested);
    }

    private static List<String> codeOf(Path page) throws IOException {
        List<String> code = new ArrayList<>();
        boolean within = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                within = line.equals("```java");
            } else if (within) {
                code.add(line.strip());
            }
        }
        return code;
    }
}
