// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerRuleTest {

    private static final TestCa ACME = TestCa.named("Acme CA");

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "spiffe://prod.example/billing,      spiffe://prod.example/billing,       true",
        "spiffe://prod.example/billing,      spiffe://prod.example/Billing,       false", // paths have case
        "spiffe://prod.example/billing,      spiffe://prod.example/billing2,      false",
        "spiffe://prod.example/billing,      spiffe://evil.example/billing,       false",
        "spiffe://prod.example/billing,      spiffe://prod.example.evil/billing,  false",
        "spiffe://prod.example/ns/*,         spiffe://prod.example/ns/a,          true",
        "spiffe://prod.example/ns/*,         spiffe://prod.example/ns,            false", // * is one segment
        "spiffe://prod.example/ns/*,         spiffe://prod.example/ns/a/b,        false", // and not two
        "spiffe://prod.example/ns/*/sa/pay,  spiffe://prod.example/ns/a/sa/pay,   true",
        "spiffe://prod.example/ns/*/sa/pay,  spiffe://prod.example/ns/a/b/pay,    false",
        "spiffe://prod.example/ns/**,        spiffe://prod.example/ns/a/b/c,      true",
        "spiffe://prod.example/ns/**,        spiffe://prod.example/ns/a,          true",
        "spiffe://prod.example/ns/**,        spiffe://prod.example/ns,            false", // ** is at least one
        "spiffe://prod.example/ns/**,        spiffe://prod.example/nsx/a,         false",
        "spiffe://prod.example,              spiffe://prod.example,               true",
        "spiffe://prod.example,              spiffe://prod.example/a,             false",
        "uri:https://a.example/x,            https://a.example/x,                 true",
        "uri:https://a.example/x,            https://A.example/x,                 false", // character by character
        "uri:https://a.example/x,            https://a.example/x/,                false",
        "uri:https://a.example/x/*,          https://a.example/x/y,               true",
        "uri:https://a.example/x/*,          https://a.example/x/,                false",
        "uri:https://a.example/x/*,          https://a.example/x/y/z,             false",
        "uri:https://a.example/x/*,          https://a.example/x/..,              false",
        "uri:https://a.example/x/*,          https://a.example/x/%2e%2e,          false",
        "uri:https://a.example/x/*,          https://a.example/x/y?z,             false",
        "uri:urn:acme:billing,               urn:acme:billing,                    true"
    })
    void a_uri_rule_matches(String rule, String uri, boolean matches) {
        assertThat(matches(rule, ACME.client("billing").uri(uri))).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "dns:a.example,     a.example,       true",
        "dns:a.example,     A.EXAMPLE,       true",
        "dns:a.example,     b.a.example,     false",
        "dns:a.example,     a.example.,      false", // no trailing dot
        "dns:*.a.example,   b.a.example,     true",
        "dns:*.a.example,   a.example,       false", // exactly one label
        "dns:*.a.example,   c.b.a.example,   false",
        "dns:*.a.example,   *.a.example,     false", // a wildcard within the certificate matches nothing
        "dns:*.a.example,   .a.example,      false",
        "dns:*.a.example,   xba.example,     false",
        "dns:*.a.example,   xn--bcher-kva.a.example, true",
        "dns:b.a.example,   *.a.example,     false"
    })
    void a_dns_rule_matches(String rule, String dns, boolean matches) {
        assertThat(matches(rule, ACME.client("billing").dns(dns))).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "email:pay@a.example,  pay@a.example,        true",
        "email:pay@a.example,  pay@A.Example,        true",
        "email:pay@a.example,  Pay@a.example,        false", // local parts have case
        "email:*@a.example,    anybody@a.example,    true",
        "email:*@a.example,    @a.example,           false",
        "email:*@a.example,    x@b.a.example,        false",
        "email:*@a.example,    x@evil.example@a.example, false",
        "email:*@a.example,    a.example,            false"
    })
    void an_email_rule_matches(String rule, String address, boolean matches) {
        assertThat(matches(rule, ACME.client("billing").email(address))).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "ip:192.0.2.1,             192.0.2.1,      true",
        "ip:192.0.2.1,             192.0.2.2,      false",
        "ip:192.0.2.0/24,          192.0.2.255,    true",
        "ip:192.0.2.0/24,          192.0.3.0,      false",
        "ip:192.0.2.128/25,        192.0.2.127,    false",
        "ip:2001:db8::/32,         2001:db8::1,    true",
        "ip:2001:DB8:0:0:0:0:0:1,  2001:db8::1,    true", // any spelling
        "ip:2001:db8::/32,         2001:db9::1,    false",
        "ip:::ffff:192.0.2.1,      192.0.2.1,      true", // IPv4 in IPv6 form
        "ip:::ffff:192.0.2.0/120,  192.0.2.9,      true",
        "ip:0.0.0.0/0,             2001:db8::1,    false",
        "ip:::/0,                  192.0.2.1,      false"
    })
    void an_ip_rule_matches(String rule, String address, boolean matches) {
        assertThat(matches(rule, ACME.client("billing").ip(address))).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "subject:CN=billing,O=Acme     | O=Acme,CN=billing             | true",
                "subject:CN=billing,O=Acme     | CN=billing,O=Acme             | false", // RDNs have an order
                "subject:CN=billing,O=Acme     | O=Acme,OU=x,CN=billing        | false", // the whole name
                "subject:CN=billing,O=Acme     | CN=billing                    | false",
                "subject:cn=Billing, o=ACME    | O=Acme,CN=billing             | true", // ASCII case
                "subject:CN=big  bill          | CN=Big Bill                   | true", // runs of spaces
                "subject:CN=billing            | CN=billing2                   | false", // no part of a value
                "subject:CN=*,O=Acme           | O=Acme,CN=anybody             | true",
                "subject:CN=*,O=Acme           | O=Acme,OU=anybody             | false",
                "subject:CN=\\2A,O=Acme        | O=Acme,CN=anybody             | false", // a star that is a star
                "subject:*,O=Acme              | O=Acme,OU=a,CN=b              | true",
                "subject:*,O=Acme              | O=Acme                        | false",
                "subject:*,O=Acme              | O=Evil,O=Acme                 | false",
                "subject:CN=a+OU=b             | OU=b+CN=a                     | true", // attributes have none
                "subject:CN=a                  | CN=a+OU=b                     | false",
                "subject:CN=a+OU=*             | CN=a+OU=b                     | true",
                "subject:CN=*                  | CN=a+CN=b                     | false",
                "subject:CN=a\\,b              | CN=a\\,b                      | true",
                "subject:2.5.4.3=a             | CN=a                          | true",
                "subject:CN=admin              | OU=CN\\=admin                 | false"
            })
    void a_subject_rule_matches(String rule, String subject, boolean matches) {
        assertThat(matches(rule, ACME.client("billing").subject(subject))).isEqualTo(matches);
    }

    @Test
    void an_issuer_rule_matches_the_issuer_and_not_the_subject() {
        assertThat(matches("issuer:CN=Acme CA", ACME.client("billing"))).isTrue();
        assertThat(matches("issuer:CN=Acme CA", TestCa.named("Globex CA").client("Acme CA")))
                .isFalse();
    }

    @Test
    void a_spiffe_rule_needs_the_only_uri_of_the_certificate() {
        Draft two = ACME.client("billing").spiffe("spiffe://prod.example/a").uri("https://a.example/");

        assertThat(matches("spiffe://prod.example/a", two)).isFalse();
        assertThat(matches("uri:https://a.example/", two)).isTrue();
    }

    @Test
    void a_rule_never_looks_at_names_of_another_kind() {
        assertThat(matches(
                        "dns:a.example",
                        ACME.client("a.example").uri("dns:a.example").email("a.example")))
                .isFalse();
        assertThat(matches("dns:a.example", ACME.client("a.example"))).isFalse(); // nor at the common name
        assertThat(matches("ip:192.0.2.1", ACME.client("192.0.2.1").dns("192.0.2.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "billing",
                "CN=billing",
                "spiffe:/prod.example/a",
                "spiffe://",
                "spiffe://*.example/a",
                "spiffe://Prod.example/a",
                "spiffe://prod.example:443/a",
                "spiffe://prod.example/",
                "spiffe://prod.example/a//b",
                "spiffe://prod.example/../a",
                "spiffe://prod.example/a*",
                "spiffe://prod.example/**/a",
                "spiffe://prod.example/%61",
                "dns:",
                "dns:*",
                "dns:a.*.example",
                "dns:*a.example",
                "dns:**.example",
                "dns:bücher.example",
                "dns:a.example.",
                "dns:192.0.2.1",
                "uri:a.example/x",
                "uri:https://a.example/*/x",
                "uri:https://*/x",
                "uri:https://a.example*",
                "uri:*",
                "uri:spiffe://prod.example/a",
                "email:a.example",
                "email:@a.example",
                "email:p*@a.example",
                "email:*@*.example",
                "email:a@b@c",
                "ip:192.0.2",
                "ip:192.0.2.01",
                "ip:256.0.2.1",
                "ip:192.0.2.1/24",
                "ip:192.0.2.0/33",
                "ip:192.0.2.0/",
                "ip:a.example",
                "ip:::ffff:192.0.2.0/90",
                "ip:fe80::1%eth0",
                "subject:",
                "subject:billing",
                "subject:CN=",
                "subject:XX=a",
                "subject:CN=a,,O=b",
                "subject:CN=a*",
                "subject:CN=a\\",
                "subject:CN=\\zz",
                "subject:CN=#0c0161",
                "subject:CN=\"a\"",
                "subject:CN=\\FF",
                "subject:CN=a,*",
                "sha256:abc",
                "sha256:zz",
                "sha1:0000000000000000000000000000000000000000"
            })
    void a_rule_that_is_none_is_quoted_with_what_was_expected(String text) {
        assertThatThrownBy(() -> PeerRule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' (expected: ");
    }

    @Test
    void random_text_is_a_rule_or_an_illegal_argument() {
        Random random = new Random(11);
        String alphabet = "spiffe://dns:uri:email:ip:subject:sha256:CN=*,+\\#\"./@0af\u00e9\ud83d \u0000";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(
                    new String[] {"spiffe://", "dns:", "uri:", "email:", "ip:", "subject:", "sha256:", ""}[round % 8]);
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(PeerRule.parse(text.toString())).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("expected: ");
            }
        }
    }

    private static boolean matches(String rule, Draft draft) {
        try {
            Names names = new Names(Presented.read(draft.issue().certificate()));
            return PeerRules.parse(rule).candidates(names).stream()
                    .anyMatch(candidate -> candidate.match(names).isPresent());
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }
}
