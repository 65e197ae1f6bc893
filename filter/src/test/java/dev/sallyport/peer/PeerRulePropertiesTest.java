// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class PeerRulePropertiesTest {

    @Property
    void whatever_was_written_is_a_rule_or_a_problem_that_quotes_it(@ForAll("rules") String text) {
        try {
            PeerRule rule = PeerRule.parse(text);
            assertThat(PeerRule.parse(rule.toString())).isEqualTo(rule).hasToString(text.strip());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("'" + text + "' (expected: ");
        }
    }

    @Property
    void a_name_is_matched_by_its_own_text(
            @ForAll @Size(min = 1, max = 4) List<@NotBlank @StringLength(max = 8) String> values)
            throws UnreadableException {
        byte[][] rdns = values.stream()
                .map(value -> Asn1.rdn(Asn1.attribute(Asn1.COMMON_NAME, value)))
                .toArray(byte[][]::new);
        DistinguishedName name;
        try {
            name = DistinguishedName.read(Der.read(Asn1.name(rdns)));
        } catch (UnreadableException e) {
            return; // control characters
        }

        NamePattern exact = NamePattern.parse(text(name, name.commonNames().size()));

        assertThat(exact.test(name)).isTrue();
        assertThat(NamePattern.parse("CN=other," + text(name, values.size())).test(name))
                .isFalse();
    }

    @Provide
    Arbitrary<String> rules() {
        Arbitrary<String> parts = Arbitraries.of(
                "spiffe://",
                "dns:",
                "uri:",
                "email:",
                "ip:",
                "subject:",
                "issuer:",
                "sha256:",
                "*",
                "**",
                "*.",
                "/",
                ".",
                ",",
                "+",
                "=",
                "CN=",
                "a",
                "example",
                "@",
                "192.0.2.0",
                "::",
                "/24",
                "\\",
                "\\2A",
                "\"",
                "#",
                " ");
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(3);
        return Arbitraries.frequencyOf(Tuple.of(9, parts), Tuple.of(1, anything))
                .list()
                .ofMaxSize(8)
                .map(list -> String.join("", list));
    }

    /** As RFC 4514 writes it, every byte in hexadecimal. */
    private static String text(DistinguishedName name, int rdns) {
        StringBuilder text = new StringBuilder();
        for (int i = rdns - 1; i >= 0; i--) {
            text.append(text.isEmpty() ? "CN=" : ",CN=");
            for (byte character : name.commonNames().get(i).getBytes(StandardCharsets.UTF_8)) {
                text.append(String.format("\\%02X", character));
            }
        }
        return text.toString();
    }
}
