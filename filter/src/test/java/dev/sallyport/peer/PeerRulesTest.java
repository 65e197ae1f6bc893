// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PeerRulesTest {

    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final String[] WORDS = {"a", "b", "c", "A"};

    @Test
    void the_index_finds_what_asking_every_rule_finds_and_in_the_same_order() throws UnreadableException {
        Random random = new Random(7);
        int found = 0;
        for (int round = 0; round < 150; round++) {
            List<PeerRule> rules = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                rules.add(PeerRule.parse(rule(random)));
            }
            Names names = names(random);

            List<PeerRule> matching = matching(rules, names);

            assertThat(matching(List.copyOf(PeerRules.of(rules).candidates(names)), names))
                    .as("of %s for %s", rules, names)
                    .isEqualTo(matching);
            found += matching.size();
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void of_ten_thousand_rules_of_each_kind_few_are_asked() throws UnreadableException {
        Names names = names(ACME.client("c77")
                .subject("O=Acme,OU=u77,CN=c77")
                .spiffe("spiffe://prod.example/ns/n77/sa/pay")
                .dns("h77.zone77.example")
                .email("m77@zone77.example")
                .ip("10.0.77.1"));

        for (String form : List.of(
                "spiffe://prod.example/ns/n%d/sa/pay",
                "spiffe://prod.example/ns/n%d/**",
                "spiffe://prod.example/*/n%d/sa/*",
                "dns:h%d.zone77.example",
                "dns:*.zone%d.example",
                "uri:https://a.example/%d/*",
                "email:m%d@zone77.example",
                "email:*@zone%d.example",
                "ip:2001:db8::%x",
                "subject:CN=c77,OU=u%d,O=Acme",
                "subject:CN=*,OU=u%d,O=Acme",
                "subject:*,OU=u%d,O=Acme",
                "issuer:CN=ca%d")) {
            List<PeerRule> rules = IntStream.range(0, 10_000)
                    .mapToObj(number -> PeerRule.parse(form.formatted(number)))
                    .toList();

            assertThat(PeerRules.of(rules).candidates(names))
                    .as(form)
                    .hasSize(matching(rules, names).size())
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void the_first_of_several_rules_that_match_names_the_peer() throws UnreadableException {
        List<String> rules = List.of(
                "dns:b.example", "spiffe://prod.example/**", "dns:*.example", "dns:a.example", "subject:CN=billing");
        Names names =
                names(ACME.client("billing").spiffe("spiffe://prod.example/a").dns("a.example"));
        Naming naming = new Naming("partners", java.util.Optional.empty(), false);

        List<String> given = new ArrayList<>();
        for (int first = 0; first < rules.size(); first++) {
            List<String> order = new ArrayList<>(rules);
            Collections.rotate(order, -first);
            given.add(naming.name(names, PeerRules.parse(order.toArray(String[]::new)))
                    .either(PeerName::value, refusal -> refusal.code()));
        }

        assertThat(given)
                .containsExactly(
                        "spiffe://prod.example/a", "spiffe://prod.example/a", "a.example", "a.example", "CN=billing");
    }

    @Test
    void equal_rules_in_the_same_order_are_equal() {
        PeerRules two = PeerRules.parse("dns:a.example", "dns:b.example");

        assertThat(two).isEqualTo(PeerRules.parse("dns:a.example", "dns:b.example"));
        assertThat(two).hasSameHashCodeAs(PeerRules.parse("dns:a.example", "dns:b.example"));
        assertThat(two).isNotEqualTo(PeerRules.parse("dns:b.example", "dns:a.example"));
        assertThat(PeerRules.of(List.of())).isSameAs(PeerRules.ANYBODY);
        assertThat(two).hasToString("[dns:a.example, dns:b.example]");
    }

    private static List<PeerRule> matching(List<PeerRule> rules, Names names) {
        return rules.stream().filter(rule -> rule.match(names).isPresent()).toList();
    }

    private static Names names(Draft draft) throws UnreadableException {
        return new Names(Presented.read(draft.issue().certificate()));
    }

    private static Names names(Random random) throws UnreadableException {
        Draft draft = ACME.client("x")
                .subject(Stream.generate(() -> random.nextBoolean() ? "O=" + word(random) : "CN=a+OU=" + word(random))
                        .limit(1 + random.nextInt(3))
                        .collect(java.util.stream.Collectors.joining(",")));
        for (int i = random.nextInt(4); i > 0; i--) {
            draft.dns(dns(random)).email(word(random) + '@' + dns(random)).ip("10.0.0." + random.nextInt(8));
        }
        return names(random.nextBoolean() ? draft.uri(uri(random)) : draft.spiffe("spiffe://td/" + path(random)));
    }

    private static String rule(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> "spiffe://td/" + path(random).replace("b", "*") + (random.nextBoolean() ? "/**" : "");
            case 1 -> "dns:" + (random.nextBoolean() ? "*." : "") + dns(random);
            case 2 -> "uri:" + uri(random) + (random.nextBoolean() ? "/*" : "");
            case 3 -> "email:" + (random.nextBoolean() ? "*" : word(random)) + '@' + dns(random);
            case 4 -> "ip:10.0.0." + random.nextInt(8);
            case 5 -> "ip:10.0.0." + 2 * random.nextInt(4) + "/31";
            case 6 -> "ip:10.0.0.0/" + (24 + random.nextInt(6));
            case 7 -> "issuer:" + (random.nextBoolean() ? "CN=acme ca" : "CN=*");
            default -> "subject:" + (random.nextBoolean() ? "*," : "") + rdn(random) + ',' + rdn(random);
        };
    }

    private static String rdn(Random random) {
        String value = random.nextInt(3) == 0 ? "*" : word(random);
        return random.nextBoolean() ? "O=" + value : "OU=" + value + "+CN=a";
    }

    private static String path(Random random) {
        return word(random) + '/' + word(random) + (random.nextBoolean() ? '/' + word(random) : "");
    }

    private static String uri(Random random) {
        return "https://h/" + word(random) + (random.nextBoolean() ? '/' + word(random) : "");
    }

    private static String dns(Random random) {
        return word(random) + '.' + word(random) + (random.nextBoolean() ? '.' + word(random) : "");
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
