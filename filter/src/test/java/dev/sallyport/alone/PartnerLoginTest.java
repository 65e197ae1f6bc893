// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.alone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.PeerIdentity;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnerLoginTest {

    private static final TestCa ACME = TestCa.named("Acme CA");

    @TempDir
    Path folder;

    @Test
    void a_trust_works_without_a_container() throws IOException {
        var login = new PartnerLogin(Files.writeString(folder.resolve("acme.pem"), ACME.pem()), InstantSource.system());

        assertThat(login.caller(
                        ACME.client("x").dns("pay.partner.example").issue().chain()))
                .map(PeerIdentity::getName)
                .contains("pay.partner.example");
        assertThat(login.caller(ACME.client("x").dns("pay.example").issue().chain()))
                .isEmpty();
        assertThat(login.caller(TestCa.named("Rogue")
                        .client("x")
                        .dns("pay.partner.example")
                        .issue()
                        .chain()))
                .isEmpty();
    }

    @Test
    void every_line_of_code_in_the_page_stands_in_the_tested_example() throws IOException {
        List<String> tested =
                Files.readAllLines(Path.of("src/test/java/dev/sallyport/alone/PartnerLogin.java")).stream()
                        .map(String::strip)
                        .toList();

        assertThat(codeOf(Path.of("../docs/verification.md"))).isNotEmpty().isSubsetOf(tested);
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
