// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.TestCa;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySettingsTest {

    private static final TestCa INFRA = TestCa.named("Infrastructure CA");
    private static final String SECRET = "only-the-edge-and-we";

    /** A proxy that proves itself by a secret, and says how requests came. */
    private static Given edge() {
        return contextParam("proxy.edge.secret", SECRET)
                .and("proxy.edge.forwarding", "x-forwarded")
                .and("proxy.edge.cipher-suite-header", "X-SSL-Cipher")
                .and("trust.infra.anchors", "infra.pem")
                .file("infra.pem", INFRA.pem());
    }

    @Test
    void nobody_is_believed_by_default() {
        assertThat(contextParam("https.port", "8443").configured().proxies().isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "rfc9440",
        "envoy",
        "nginx",
        "haproxy",
        "apache",
        "traefik",
        "caddy",
        "aws-alb",
        "aws-alb-passthrough",
        "azure",
        "google",
        "cloudflare",
        "none"
    })
    void each_dialect_is_known_by_its_name(String dialect) {
        assertThat(edge().and("proxy.edge.certificates", dialect)
                        .configured()
                        .proxies()
                        .isEmpty())
                .isFalse();
    }

    @Test
    void a_dialect_of_ones_own_names_its_header_and_its_encoding() {
        Given custom = edge().and("proxy.edge.certificates", "custom");

        assertThat(custom.problems())
                .singleElement()
                .asString()
                .contains("proxy.edge.certificates: 'custom' (expected: ");
        assertThat(custom.and("proxy.edge.certificate-header", "X-Cert")
                        .and("proxy.edge.encoding", "base64")
                        .problems())
                .isEmpty();
    }

    @Test
    void a_hash_is_believed_only_for_certificates_that_the_settings_have() {
        Given hash = edge().and("proxy.edge.certificates", "insecure-envoy-hash");

        assertThat(hash.problems()).singleElement().asString().contains("with it a trust with exact certificates");
        assertThat(hash.and("trust.mesh.certificates", "infra.pem").configured().advice())
                .anySatisfy(advice -> assertThat(advice).contains("about certificates that it does not show"));
    }

    @Test
    void a_secret_is_never_repeated_in_a_problem() {
        assertThat(edge().and("proxy.edge.secret", "guessable").problems())
                .singleElement()
                .asString()
                .contains(
                        "context-param sallyport.proxy.edge.secret: a secret that is not shown here (expected: 16 to 512")
                .doesNotContain("guessable");
    }

    @Test
    void an_empty_secret_does_not_make_the_address_suffice() {
        assertThat(edge().and("proxy.edge.addresses", "10.1.0.0/16")
                        .and("proxy.edge.secret", " ")
                        .problems())
                .anySatisfy(problem ->
                        assertThat(problem).contains("proxy.edge.secret", "empty, and so would demand nothing"));
    }

    @Test
    void an_address_alone_does_not_suffice_to_say_who_calls() {
        Given byAddress = contextParam("proxy.edge.addresses", "10.1.0.0/16, 192.0.2.7, fd00::7")
                .and("proxy.edge.certificates", "rfc9440");

        assertThat(byAddress.problems())
                .singleElement()
                .asString()
                .contains(
                        "an address alone does not prove who may say who calls", "proxy.edge.insecure-by-address=true");
        assertThat(byAddress
                        .and("proxy.edge.insecure-by-address", "true")
                        .configured()
                        .advice())
                .singleElement()
                .asString()
                .contains("whoever connects from the addresses of the proxy edge can be any caller");
        assertThat(byAddress.and("proxy.edge.secret", SECRET).problems()).isEmpty();
    }

    @Test
    void everybodys_address_is_no_proxys_and_a_wide_block_is_told() {
        Given everybody = contextParam("proxy.edge.addresses", "0.0.0.0/0")
                .and("proxy.edge.forwarding", "forwarded")
                .and("tls.unknown-suite", "accept");

        assertThat(everybody.problems())
                .singleElement()
                .asString()
                .contains("whoever connects would be the proxy edge");
        assertThat(everybody.and("proxy.edge.addresses", "::/0").problems()).hasSize(1);
        assertThat(everybody.and("proxy.edge.secret", SECRET).configured().advice())
                .anySatisfy(advice -> assertThat(advice).contains("a block of 2^128 addresses"));
        assertThat(everybody
                        .and("proxy.edge.addresses", "10.0.0.0/7")
                        .configured()
                        .advice())
                .anySatisfy(advice -> assertThat(advice).contains("a block of 2^25 addresses"));
    }

    @Test
    void a_suite_that_nobody_says_would_refuse_every_request() {
        Given silent = contextParam("proxy.edge.secret", SECRET).and("proxy.edge.forwarding", "forwarded");

        assertThat(silent.problems())
                .singleElement()
                .asString()
                .contains(
                        "every request would be refused", "proxy.edge.cipher-suite-header", "tls.unknown-suite=accept");
        assertThat(silent.and("tls.unknown-suite", "accept").problems()).isEmpty();
        assertThat(silent.and("tls.profile", "off").problems()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "proxy.other.insecure-by-address | true     | sallyport.proxy.other.certificates",
                "proxy.other.addresses    | 192.0.2.7       | the proxy other is believed about nothing",
                "proxy.edge.addresses     | 10.0.0.1/8      | expected: a block of addresses",
                "proxy.edge.addresses     | proxy.example   | expected: a block of addresses",
                "proxy.edge.trust         | infr            | 'infr' is no trust",
                "proxy.edge.allow         | dns:edge        | sallyport.proxy.edge.trust",
                "proxy.edge.forwarding    | x-real-ip       | expected: one of forwarded, x-forwarded",
                "proxy.edge.certificates  | nginxx          | expected: one of",
                "proxy.edge.encoding      | pem             | sallyport.proxy.edge.certificates",
                "proxy.edge.verdict-header| X-Verify        | sallyport.proxy.edge.certificates",
                "proxy.edge.secret-header | X Edge          | expected: a header",
                "proxy.edge.adresses      | 10.0.0.0/8      | is no setting",
            })
    void what_can_never_work_stops_the_start(String key, String value, String problem) {
        assertThat(edge().and(key, value).problems())
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void a_proxy_that_anybody_could_be_stops_the_start() {
        assertThat(contextParam("proxy.edge.forwarding", "forwarded")
                        .and("tls.unknown-suite", "accept")
                        .problems())
                .singleElement()
                .asString()
                .contains("nothing tells the proxy edge from a stranger");
    }

    @Test
    void a_proxy_is_known_by_a_trust_and_rules() {
        assertThat(edge().and("proxy.edge.trust", "infra")
                        .and("proxy.edge.allow", "spiffe://infra.example/edge")
                        .problems())
                .isEmpty();
    }

    @Test
    void via_is_read_wherever_a_requirement_is() {
        Given given =
                edge().and("require", "/a/*").and("require.trust", "infra").and("require.via", "direct");

        assertThat(given.configured().guarded())
                .singleElement()
                .satisfies(guarded -> assertThat(guarded.requirement().via()).hasToString("DIRECT"));
        assertThat(given.and("require.via", "indirect").problems())
                .isEqualTo(List.of(
                        "context-param sallyport.require.via: 'indirect' (expected: one of any, direct, proxy)"));
    }
}
