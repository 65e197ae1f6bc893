// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.keys.Expiring;
import java.time.Instant;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

    @ParameterizedTest(name = "{0}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            CN=Acme CA,O=Acme Inc,C=DE       | Acme CA     | Acme Inc | DE | the usual
            CN=one,CN=two,O=first,O=second   | one         | second   | '' | as Go reads them: the last name, the first of others
            CN=a+O=b                         | a           | b        | '' | several in one RDN
            CN="x, O=forged"                 | x, O=forged | ''       | '' | a comma in a value is no separator
            ''                               | ''          | ''       | '' | a SPIFFE certificate has no subject
            """)
    void the_attributes_of_a_name_are_labels(
            String name, String commonName, String organization, String country, String why) {
        assertThat(ofIssuer(name))
                .as(why)
                .containsEntry("issuer_CN", commonName)
                .containsEntry("issuer_O", organization)
                .containsEntry("issuer_C", country)
                .containsEntry("issuer_L", "")
                .hasSize(7);
    }

    @Test
    void a_value_that_is_no_string_is_no_label() {
        assertThat(ofIssuer("2.5.4.97=#0c0141,O=Acme"))
                .containsEntry("issuer_O", "Acme")
                .hasSize(7);
    }

    @Test
    void a_text_is_one_line_of_what_can_be_seen_and_not_too_long() {
        assertThat(Labels.safe("a\nb\u202ec\u0000d é 漢")).isEqualTo("a?b?c?d é 漢");
        assertThat(Labels.safe("x".repeat(1000))).hasSize(200);
        assertThat(Labels.safe("x".repeat(199) + "\uD83D\uDE00")).isEqualTo("x".repeat(199));
    }

    private static Map<String, String> ofIssuer(String name) {
        return Labels.ofCrl(Expiring.crl("partners", new X500Principal(name), Instant.EPOCH, Instant.EPOCH));
    }
}
