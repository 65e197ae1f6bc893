// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ForwardedPropertiesTest {

    @Property(tries = 500)
    void what_is_written_is_read(@ForAll("elements") List<Map<String, String>> elements) throws ForwardedException {
        assertThat(ForwardedParser.parse("Forwarded", List.of(written(elements))))
                .isEqualTo(elements);
    }

    @Property(tries = 500)
    void what_a_client_sends_never_counts_behind_a_proxy_that_adds_to_it(
            @ForAll("elements") List<Map<String, String>> sent) {
        String added = "for=192.0.2.1;proto=http;host=a.example";

        assertThat(Outcome.of(Forwarding.FORWARDED, Lines.of("Forwarded", written(sent) + ", " + added)))
                .isEqualTo(Outcome.of(Forwarding.FORWARDED, Lines.of("Forwarded", added)));
        assertThat(Outcome.of(Forwarding.FORWARDED, Lines.of("Forwarded", written(sent), added)))
                .isEqualTo(Outcome.of(Forwarding.FORWARDED, Lines.of("Forwarded", added)));
    }

    @Property(tries = 500)
    void no_soup_is_read_as_anything_but_what_its_last_element_says(@ForAll("soup") String soup) {
        String outcome = Outcome.of(Forwarding.FORWARDED, Lines.of("Forwarded", soup, "for=192.0.2.1;proto=http"));

        assertThat(outcome).isIn("http - - 192.0.2.1", "malformed");
    }

    @Property(tries = 500)
    void no_soup_of_addresses_hides_the_last_one(@ForAll("soup") String soup) {
        Lines lines = Lines.of("X-Forwarded-For", soup, "192.0.2.1").and("X-Forwarded-Proto", "http");

        assertThat(Outcome.of(Forwarding.X_FORWARDED, lines)).isIn("http - - 192.0.2.1", "malformed");
    }

    /** Elements, every value between quotes. */
    static String written(List<Map<String, String>> elements) {
        return elements.stream()
                .map(element -> element.entrySet().stream()
                        .map(pair -> pair.getKey() + "=\"" + pair.getValue().replaceAll("([\\\\\"])", "\\\\$1") + '"')
                        .collect(Collectors.joining(";")))
                .collect(Collectors.joining(", "));
    }

    @Provide
    Arbitrary<List<Map<String, String>>> elements() {
        Arbitrary<String> names = Arbitraries.of("for", "by", "proto", "host", "secret", "x-1", "!#$%&'*+.^_`|~");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of("10.0.0.1", "https", "unknown", "_hidden", "[::1]:80", "admin.example"),
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(8),
                Arbitraries.strings().withChars("\"\\,;=\t \u00E9").ofMaxLength(8));
        return Arbitraries.maps(names, values)
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of(
                        "for=",
                        "10.0.0.1",
                        "proto=https",
                        "host=a",
                        "\"",
                        "\\",
                        ",",
                        ", ",
                        ";",
                        "=",
                        " ",
                        "\t",
                        "unknown",
                        "[::1]",
                        "_x",
                        "\u00E9",
                        "\u0000",
                        "\u2028",
                        "x")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
