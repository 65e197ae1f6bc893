// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Pattern CODE = Pattern.compile("String code\\(\\) \\{\\s+return \"([a-z-]+)\"");

    @Test
    void every_refusal_has_a_row_that_says_what_to_do() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String refusals = Files.readString(Path.of("src/main/java/dev/sallyport/Refusal.java"));

        assertThat(CODE.matcher(refusals).results().map(match -> match.group(1)))
                .hasSize(Refusal.class.getPermittedSubclasses().length)
                .allSatisfy(code -> assertThat(readme).contains('`' + code + '`'));
    }
}
