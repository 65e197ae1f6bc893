// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Wildcards of rules against what the manual says of them, written slowly. */
class WildcardPropertiesTest {

    @Property
    void a_star_in_a_dns_rule_is_exactly_one_label(
            @ForAll("labels") List<String> rule, @ForAll("labels") List<String> presented, @ForAll boolean star) {
        String text = (star ? "*." : "") + String.join(".", rule);
        List<String> below = star && !presented.isEmpty() ? presented.subList(1, presented.size()) : presented;

        boolean matches = DnsPattern.parse(text).test(String.join(".", presented));

        assertThat(matches).isEqualTo(lower(below).equals(lower(rule)));
    }

    @Property
    void a_dns_rule_matches_below_itself(@ForAll("labels") List<String> rule, @ForAll("label") String label) {
        DnsPattern pattern = DnsPattern.parse("*." + String.join(".", rule));

        assertThat(pattern.test(label + '.' + String.join(".", rule))).isTrue();
        assertThat(pattern.test(label + '.' + label + '.' + String.join(".", rule)))
                .isFalse();
        assertThat(pattern.test("*." + String.join(".", rule))).isFalse();
    }

    @Property
    void stars_in_a_spiffe_rule_are_whole_segments(
            @ForAll("segmentsOfRule") List<String> rule,
            @ForAll boolean more,
            @ForAll("segments") List<String> presented) {
        String text = "spiffe://prod.example" + path(rule) + (more ? "/**" : "");

        boolean matches = SpiffePattern.parse(text).matches(new SpiffeId("prod.example", presented));

        assertThat(matches).isEqualTo(slowly(rule, more, presented));
        assertThat(SpiffePattern.parse(text).matches(new SpiffeId("other.example", presented)))
                .isFalse();
    }

    @Property
    void a_block_holds_the_addresses_that_differ_only_after_its_bits(
            @ForAll @Size(16) byte[] bytes,
            @ForAll @IntRange(max = 128) int prefix,
            @ForAll @IntRange(max = 127) int differentBit) {
        bytes[0] |= 0x20; // no IPv4 address in IPv6 form
        IpPattern block = IpPattern.parse(IpAddress.of(bytes).masked(prefix) + "/" + prefix);
        assertThat(block.test(IpAddress.of(bytes).toString())).isTrue();

        bytes[differentBit / 8] ^= (byte) (0x80 >> (differentBit % 8));

        assertThat(block.test(IpAddress.of(bytes).toString())).isEqualTo(differentBit >= prefix);
    }

    @Property
    void an_address_is_read_as_it_was_written(@ForAll @Size(16) byte[] bytes, @ForAll @IntRange(max = 128) int zeros) {
        IpAddress address = IpAddress.of(bytes).masked(zeros);

        assertThat(IpAddress.parse(address.toString())).contains(address);
    }

    @Property
    void a_star_in_an_email_rule_is_every_local_part(
            @ForAll("label") String local,
            @ForAll("labels") List<String> domain,
            @ForAll("labels") List<String> other) {
        EmailPattern every = EmailPattern.parse("*@" + String.join(".", domain));
        String presented = local + '@' + String.join(".", other);

        assertThat(every.test(presented)).isEqualTo(lower(domain).equals(lower(other)));
        assertThat(EmailPattern.parse(presented).test(presented)).isTrue();
    }

    @Provide
    Arbitrary<String> label() {
        return Arbitraries.of("a", "A", "b", "xn--a-1", "_a");
    }

    @Provide
    Arbitrary<List<String>> labels() {
        return label().list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<String>> segments() {
        return Arbitraries.of("a", "b", "A", "a.", "...", "a-b").list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> segmentsOfRule() {
        return Arbitraries.of("a", "b", "*").list().ofMaxSize(4);
    }

    /** Segment by segment, from the left. */
    private static boolean slowly(List<String> rule, boolean more, List<String> presented) {
        if (rule.isEmpty() || presented.isEmpty()) {
            return rule.isEmpty() && more == !presented.isEmpty();
        }
        boolean first = rule.get(0).equals("*") || rule.get(0).equals(presented.get(0));
        return first && slowly(rule.subList(1, rule.size()), more, presented.subList(1, presented.size()));
    }

    private static String path(List<String> segments) {
        return segments.isEmpty() ? "" : '/' + String.join("/", segments);
    }

    private static List<String> lower(List<String> labels) {
        List<String> lower = new ArrayList<>(labels);
        lower.replaceAll(label -> label.toLowerCase(Locale.ROOT));
        return lower;
    }
}
