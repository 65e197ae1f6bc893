// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleListTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dns:a.example                              | 1",
                "dns:a.example,dns:b.example                | 2",
                "spiffe://a/b , uri:https://x/y,z           | 2", // a comma in a URI
                "subject:CN=a,O=b,C=CH                      | 1", // commas between RDNs
                "subject:CN=a,O=b, issuer:CN=c,O=d, ip:::1  | 3",
                "subject:CN=a\\, dns:b                      | 1", // an escaped comma
                "dns:a.example, b.example                   | 1", // refused as a whole by whoever reads it
                "dns:a.example,                             | 1",
            })
    void a_rule_begins_after_a_comma_where_the_beginning_of_a_rule_stands(String text, int rules) {
        assertThat(RuleList.split(text)).hasSize(rules);
    }

    @Test
    void a_rule_begins_on_a_new_line() {
        assertThat(RuleList.split("\n  subject:CN=a,O=b\r\n  foo:bar\n\n"))
                .containsExactly("subject:CN=a,O=b", "foo:bar");
    }
}
