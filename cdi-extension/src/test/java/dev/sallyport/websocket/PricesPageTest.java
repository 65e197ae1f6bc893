// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricesPageTest {

    @Test
    void every_line_of_code_in_the_page_stands_in_the_compiled_example() throws IOException {
        List<String> compiled =
                Files.readAllLines(Path.of("src/test/java/dev/sallyport/websocket/Prices.java")).stream()
                        .map(String::strip)
                        .toList();

        assertThat(codeOf(Path.of("../docs/websocket.md"))).isNotEmpty().isSubsetOf(compiled);
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
