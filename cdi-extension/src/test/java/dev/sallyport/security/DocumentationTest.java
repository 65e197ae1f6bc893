// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    @Test
    void every_line_of_code_in_the_page_stands_in_the_tested_bank() throws IOException {
        StringBuilder tested = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/dev/sallyport/security/bank"))) {
            for (Path file : files.toList()) {
                tested.append(Files.readString(file));
            }
        }

        assertThat(codeOf(Path.of("../docs/security-mechanism.md")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(tested.toString()).contains(line));
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
