// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.NameSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionOwnerTest {

    @ParameterizedTest
    @CsvSource({
        "default, SPIFFE, spiffe://acme.example/billing",
        "default, CN, two words",
        "a trust, SUBJECT, 'CN=x, O=Acme GmbH & Co. KG'",
        "a%20trust, CN, ' blank first'",
        "'', CN, ''",
    })
    void what_is_kept_is_read_again_as_it_was(String trust, NameSource source, String name) {
        SessionOwner owner = new SessionOwner(trust, source, name);

        assertThat(SessionOwner.parse(owner.text())).hasValue(owner);
    }

    @Test
    void no_trust_and_no_name_looks_like_another_pair() {
        SessionOwner one = new SessionOwner("a", NameSource.CN, "b cn c");
        SessionOwner other = new SessionOwner("a cn b", NameSource.CN, "c");

        assertThat(one.text()).isNotEqualTo(other.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "default", "default cn", "default CN x", "default nickname x", "%zz cn x"})
    void anything_else_is_nobody(String text) {
        assertThat(SessionOwner.parse(text)).isEmpty();
    }
}
