// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentationTest {

    @ParameterizedTest
    @CsvSource({
        "cdi.md, src/test/java/dev/sallyport/cdi/shop",
        "rest.md, src/test/java/dev/sallyport/rest/bank",
        "testing.md, src/test/java/dev/sallyport/cdi/shop:../testing/src/test/java/dev/sallyport/testing"
    })
    void every_line_of_code_in_the_page_stands_in_tested_files(String page, String folders) throws IOException {
        List<String> tested = new ArrayList<>();
        for (String folder : folders.split(":", -1)) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.toList()) {
                    Files.readAllLines(file).forEach(line -> tested.add(line.strip()));
                }
            }
        }

        assertThat(codeOf(Path.of("../docs", page))).isNotEmpty().isSubsetOf(tested);
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
