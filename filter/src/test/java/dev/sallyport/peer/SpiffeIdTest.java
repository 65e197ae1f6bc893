// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spiffe://prod.example",
                "spiffe://prod.example/ns/billing",
                "spiffe://a_b-c.1/A.b_c-D/...",
                "spiffe://10.0.0.1/service"
            })
    void an_id_is_its_trust_domain_and_its_path(String text) {
        assertThat(SpiffeId.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "spiffe:",
                "spiffe://",
                "spiffe:///path",
                "spiffe:/prod.example/path",
                "https://prod.example/path",
                "SPIFFE://prod.example/path",
                "spiffe://Prod.example/path",
                "spiffe://prod.example/",
                "spiffe://prod.example/path/",
                "spiffe://prod.example//path",
                "spiffe://prod.example/./path",
                "spiffe://prod.example/../path",
                "spiffe://prod.example:443/path",
                "spiffe://user@prod.example/path",
                "spiffe://prod.example/p%61th",
                "spiffe://prod.example/path?query",
                "spiffe://prod.example/path#fragment",
                "spiffe://prod.example/pfad/straße",
                "spiffe://[::1]/path",
                " spiffe://prod.example/path"
            })
    void what_is_not_one_to_the_letter_is_none(String text) {
        assertThat(SpiffeId.parse(text)).isEmpty();
    }

    @Test
    void lengths_are_limited() {
        String domain = "d".repeat(255);

        assertThat(SpiffeId.parse("spiffe://" + domain + "/p")).isPresent();
        assertThat(SpiffeId.parse("spiffe://d" + domain + "/p")).isEmpty();
        assertThat(SpiffeId.parse("spiffe://d/" + "p".repeat(2048 - 11))).isPresent();
        assertThat(SpiffeId.parse("spiffe://d/" + "p".repeat(2048 - 10))).isEmpty();
    }
}
