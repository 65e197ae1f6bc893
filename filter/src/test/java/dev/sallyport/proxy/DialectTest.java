// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final TestCa BETWEEN = ACME.intermediate("Between");
    private static final List<X509Certificate> CHAIN =
            BETWEEN.client("billing").issue().chain();
    private static final X509Certificate LEAF = CHAIN.get(0);
    private static final List<X509Certificate> REST = List.of(BETWEEN.certificate(), ACME.certificate());
    private static final X509Certificate OTHER = ACME.client("other").issue().certificate();

    @Test
    void rfc_9440_brings_the_leaf_and_then_the_chain_in_however_many_lines() {
        Dialect rfc9440 = dialect("rfc9440");
        Lines leaf = Lines.of("Client-Cert", Writing.item(LEAF));

        assertThat(Outcome.certificates(rfc9440, leaf)).containsExactly(LEAF);
        assertThat(Outcome.certificates(rfc9440, leaf.and("Client-Cert-Chain", Writing.list(REST))))
                .containsExactly(LEAF, REST.get(0), REST.get(1));
        assertThat(Outcome.certificates(
                        rfc9440,
                        leaf.and("client-cert-chain", Writing.item(REST.get(0)))
                                .and("CLIENT-CERT-CHAIN", Writing.item(REST.get(1)))))
                .containsExactly(LEAF, REST.get(0), REST.get(1));
        assertThat(Outcome.of(rfc9440, Lines.NONE)).isEqualTo("none");
        assertThat(Outcome.of(rfc9440, leaf.and("Client-Cert-Chain", ""))).isEqualTo("1 unsaid");
    }

    @Test
    void rfc_9440_refuses_a_chain_without_a_leaf_and_a_leaf_twice_even_if_equal() {
        Dialect rfc9440 = dialect("rfc9440");

        assertThat(Outcome.of(rfc9440, Lines.of("Client-Cert-Chain", Writing.list(REST))))
                .isEqualTo("conflict");
        assertThat(Outcome.of(rfc9440, Lines.of("Client-Cert", Writing.item(LEAF), Writing.item(LEAF))))
                .isEqualTo("conflict");
        assertThat(Outcome.of(rfc9440, Lines.of("Client-Cert", Writing.list(List.of(LEAF, OTHER)))))
                .isEqualTo("malformed");
    }

    @Test
    void rfc_9440_refuses_whatever_is_not_the_one_spelling_of_a_certificate() {
        byte[] der = Writing.der(LEAF);
        String item = Writing.item(der);
        String unpadded = Writing.item(paddable()).replace("=", "");

        for (String value : List.of(
                "",
                "::",
                ":Zm9v:",
                item.substring(1),
                item.substring(0, item.length() - 1),
                item + ";a=1",
                item + ";a",
                item + ",",
                item + " " + item,
                "\"" + Writing.base64(der) + "\"",
                Writing.base64(der),
                item.substring(0, 40) + " " + item.substring(40),
                item.substring(0, 40) + "\t" + item.substring(40),
                unpadded,
                spareBits(Writing.item(paddable())),
                Writing.item(Arrays.copyOf(der, der.length + 1)),
                Writing.item(Arrays.copyOf(der, der.length - 1)),
                Writing.item(Writing.concatenated(List.of(LEAF, OTHER))),
                Writing.item(Writing.pem(LEAF).getBytes(US_ASCII)),
                "(" + item + ")",
                "a=" + item)) {
            assertThat(Outcome.of(dialect("rfc9440"), Lines.of("Client-Cert", value)))
                    .as(value)
                    .isEqualTo("malformed");
        }
    }

    @Test
    void a_padded_certificate_is_read_only_with_its_padding() {
        assertThat(Outcome.of(dialect("rfc9440"), Lines.of("Client-Cert", Writing.item(paddable()))))
                .isEqualTo("1 unsaid");
    }

    @Test
    void a_chain_of_sixteen_certificates_is_the_longest() {
        Lines leaf = Lines.of("Client-Cert", Writing.item(LEAF));
        String fifteen = (Writing.item(OTHER) + ",").repeat(14) + Writing.item(OTHER);

        assertThat(Outcome.of(dialect("rfc9440"), leaf.and("Client-Cert-Chain", fifteen)))
                .isEqualTo("16 unsaid");
        assertThat(Outcome.of(dialect("rfc9440"), leaf.and("Client-Cert-Chain", fifteen + "," + Writing.item(OTHER))))
                .isEqualTo("malformed");
    }

    @Test
    void a_header_without_end_is_refused_before_it_is_decoded() {
        assertThat(Outcome.of(dialect("rfc9440"), Lines.of("Client-Cert", ":" + "A".repeat(600_000) + ":")))
                .isEqualTo("malformed");
        assertThat(Outcome.of(dialect("azure"), Lines.of("X-ARR-ClientCert", "MIIB" + "A".repeat(100_000))))
                .isEqualTo("malformed");
    }

    @Test
    void a_caller_who_has_a_proxy_remove_its_own_header_is_refused() {
        Lines lines = Lines.of("X-SSL-Client-Cert", Writing.escaped(Writing.pem(LEAF)));

        assertThat(Outcome.of(dialect("nginx"), lines.and("Connection", "close, x-client-verify")))
                .isEqualTo("conflict");
        assertThat(Outcome.of(dialect("rfc9440"), Lines.of("Connection", "Client-Cert")))
                .isEqualTo("conflict");
        assertThat(Outcome.of(dialect("nginx"), lines.and("Connection", "close")))
                .isEqualTo("1 unsaid");
    }

    @ParameterizedTest(name = "{0}: verdict \"{1}\" with a certificate is {2}, without one {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "nginx   | SUCCESS           | 1 verified | conflict",
                "nginx   | FAILED:expired    | 1 failed   | conflict",
                "nginx   | FAILED            | 1 failed   | conflict",
                "nginx   | NONE              | conflict   | none",
                "nginx   | -                 | 1 unsaid   | none",
                "nginx   | success           | malformed  | malformed",
                "nginx   | SUCCESS, FAILED   | malformed  | malformed",
                "nginx   | GENEROUS          | malformed  | malformed",
                "nginx   | ''                | malformed  | malformed",
                "apache  | SUCCESS           | 1 verified | conflict",
                "apache  | GENEROUS          | 1 unsaid   | conflict", // let pass, not verified
                "apache  | FAILED:(null)     | 1 failed   | conflict",
                "apache  | NONE              | conflict   | none",
                "apache  | (null)            | conflict   | none",
                "apache  | 0                 | malformed  | malformed",
                "haproxy | 0                 | 1 verified | none", // HAProxy says 0 without a certificate, too
                "haproxy | 21                | 1 failed   | conflict",
                "haproxy | 00                | malformed  | malformed",
                "haproxy | -1                | malformed  | malformed",
                "haproxy | 12345             | malformed  | malformed",
                "haproxy | SUCCESS           | malformed  | malformed",
                "google  | true              | 1 verified | conflict",
                "google  | false             | 1 failed   | none",
                "google  | ''                | 1 unsaid   | none",
                "google  | TRUE              | malformed  | malformed",
                "cloudflare | true           | 1 verified | conflict",
                "cloudflare | false          | 1 failed   | none",
                "rfc9440 | SUCCESS           | 1 verified | conflict",
                "rfc9440 | 21                | 1 failed   | conflict",
                "rfc9440 | true              | 1 verified | conflict",
                "rfc9440 | yes               | malformed  | malformed",
            })
    void a_verdict_that_contradicts_what_is_forwarded_is_refused(
            String name, String verdict, String with, String without) {
        Dialect dialect = DialectBuilder.named(name).verdictHeader("X-Verdict").build();
        Lines lines = verdict == null ? Lines.NONE : Lines.of("X-Verdict", verdict);

        assertThat(Outcome.of(dialect, lines.and(dialect.headers().get(0), written(name))))
                .isEqualTo(with);
        assertThat(Outcome.of(dialect, lines)).isEqualTo(without);
    }

    @Test
    void a_verdict_that_is_there_twice_is_refused_even_if_equal() {
        Lines lines = Lines.of("X-SSL-Client-Cert", Writing.escaped(Writing.pem(LEAF)));

        assertThat(Outcome.of(
                        dialect("nginx"),
                        lines.and("X-Client-Verify", "SUCCESS").and("X-Client-Verify", "SUCCESS")))
                .isEqualTo("conflict");
    }

    @Test
    void nginx_escapes_everything_and_a_plus_that_is_not_escaped_is_refused() {
        String value = Writing.escaped(Writing.pem(LEAF));

        assertThat(Outcome.certificates(dialect("nginx"), Lines.of("X-SSL-Client-Cert", value)))
                .containsExactly(LEAF);
        assertThat(Outcome.of(dialect("nginx"), Lines.of("X-SSL-Client-Cert", "")))
                .isEqualTo("none");
        String plus = Writing.escapedButPlus(Writing.pem(withPlus()));
        for (String bad : List.of(
                plus,
                Writing.pem(LEAF),
                Writing.spaced(Writing.pem(LEAF)),
                value + value,
                value + "x",
                "x" + value,
                value.replace("%0A", ""),
                value.replaceFirst("%0A-----END", "%0A%3D-----END"),
                value.substring(0, value.length() / 2),
                value.replaceFirst("%0AM", "%0AM%0"),
                value.replaceFirst("%0AM", "%0AM%zz"),
                value.replaceFirst("%0AM", "%0AM%00"),
                value.replace("CERTIFICATE", "X509%20CRL"),
                value.replace("%20CERTIFICATE", "+CERTIFICATE"),
                "-----BEGIN%20CERTIFICATE-----",
                "-----BEGIN%20CERTIFICATE-----%0A-----END%20CERTIFICATE-----%0A")) {
            assertThat(Outcome.of(dialect("nginx"), Lines.of("X-SSL-Client-Cert", bad)))
                    .as(bad)
                    .isEqualTo("malformed");
        }
    }

    @Test
    void haproxy_writes_the_chain_as_one_blob_which_is_empty_where_there_is_none() {
        Lines leaf = Lines.of("Client-Cert", Writing.item(LEAF));

        assertThat(Outcome.certificates(
                        dialect("haproxy"), leaf.and("Client-Cert-Chain", Writing.item(Writing.concatenated(REST)))))
                .containsExactly(LEAF, REST.get(0), REST.get(1));
        assertThat(Outcome.of(dialect("haproxy"), leaf.and("Client-Cert-Chain", "::")))
                .isEqualTo("1 unsaid");
        assertThat(Outcome.of(dialect("haproxy"), Lines.of("Client-Cert", "::")))
                .isEqualTo("malformed");
        assertThat(Outcome.of(dialect("haproxy"), Lines.of("Client-Cert-Chain", Writing.item(REST.get(0)))))
                .isEqualTo("conflict");
        byte[] blob = Writing.concatenated(REST);
        for (byte[] bad : List.of(
                Arrays.copyOf(blob, blob.length - 1),
                Arrays.copyOf(blob, blob.length + 1),
                new byte[] {0x30},
                new byte[] {0x30, (byte) 0x80},
                new byte[] {0x30, (byte) 0x84, 1, 1, 1, 1},
                new byte[] {0x30, 0},
                new byte[] {0x30, (byte) 0x83, 0x7F, (byte) 0xFF, (byte) 0xFF})) {
            assertThat(Outcome.of(dialect("haproxy"), leaf.and("Client-Cert-Chain", Writing.item(bad))))
                    .isEqualTo("malformed");
        }
    }

    @Test
    void apache_writes_blanks_for_line_breaks_and_null_for_nothing() {
        Lines leaf = Lines.of("X-SSL-Client-Cert", Writing.spaced(Writing.pem(LEAF)));

        assertThat(Outcome.certificates(dialect("apache"), leaf)).containsExactly(LEAF);
        assertThat(Outcome.certificates(
                        dialect("apache"),
                        leaf.and(
                                "X-SSL-Client-Cert-Chain",
                                Writing.spaced(Writing.pem(REST.get(0), REST.get(1))) + " (null)")))
                .containsExactly(LEAF, REST.get(0), REST.get(1));
        for (String none : List.of("(null)", "")) {
            assertThat(Outcome.of(
                            dialect("apache"),
                            Lines.of("X-SSL-Client-Cert", none).and("X-SSL-Client-Cert-Chain", none)))
                    .isEqualTo("none");
        }
        for (String bad : List.of(
                "null",
                "(null) (null)",
                "(null)" + Writing.spaced(Writing.pem(LEAF)),
                Writing.spaced(Writing.pem(LEAF)) + "(null)",
                Writing.spaced(Writing.pem(LEAF, OTHER)),
                Writing.escaped(Writing.pem(LEAF)))) {
            assertThat(Outcome.of(dialect("apache"), Lines.of("X-SSL-Client-Cert", bad)))
                    .as(bad)
                    .isEqualTo("malformed");
        }
    }

    @Test
    void traefik_writes_raw_base64_in_which_plus_is_plus() {
        String header = "X-Forwarded-Tls-Client-Cert";
        String plus = Writing.base64(Writing.der(withPlus()));

        assertThat(Outcome.certificates(dialect("traefik"), Lines.of(header, plus)))
                .hasSize(1);
        assertThat(Outcome.certificates(
                        dialect("traefik"),
                        Lines.of(header, Writing.base64(Writing.der(LEAF)) + "," + Writing.base64(Writing.der(OTHER)))))
                .containsExactly(LEAF, OTHER);
        for (String bad : List.of(
                plus.replace("+", " "),
                plus.replace("+", "%2B"), // Traefik 2
                plus.replace("+", "-"),
                plus + ",",
                "," + plus,
                plus + ", " + plus,
                Writing.spaced(Writing.pem(LEAF)))) {
            assertThat(Outcome.of(dialect("traefik"), Lines.of(header, bad)))
                    .as(bad)
                    .isEqualTo("malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":{http.request.tls.client.certificate_pem}:",
                "{http.request.tls.client.certificate_der_base64}",
                ":{http.request.tls.client.certificate_der_base64}:;a",
                ":{http.request.tls.client.certificate_der_base64}",
                ":{}:",
                "::",
            })
    void caddy_leaves_one_placeholder_and_every_other_brace_is_refused(String bad) {
        String placeholder = ":{http.request.tls.client.certificate_der_base64}:";

        assertThat(Outcome.of(dialect("caddy"), Lines.of("Client-Cert", placeholder)))
                .isEqualTo("none");
        assertThat(Outcome.of(dialect("caddy"), Lines.of("Client-Cert", Writing.item(LEAF))))
                .isEqualTo("1 unsaid");
        assertThat(Outcome.of(dialect("rfc9440"), Lines.of("Client-Cert", placeholder)))
                .isEqualTo("malformed");
        assertThat(Outcome.of(dialect("caddy"), Lines.of("Client-Cert", bad))).isEqualTo("malformed");
    }

    @Test
    void aws_escapes_all_but_plus_and_has_verified_the_leaf_but_not_the_chain_that_passes_through() {
        String leaf = Writing.escapedButPlus(Writing.pem(withPlus()));
        String chain = Writing.escapedButPlus(Writing.pem(LEAF, REST.get(0)));

        assertThat(Outcome.of(dialect("aws-alb"), Lines.of("X-Amzn-Mtls-Clientcert-Leaf", leaf)))
                .isEqualTo("1 verified");
        assertThat(Outcome.of(dialect("aws-alb"), Lines.of("X-Amzn-Mtls-Clientcert-Leaf", chain)))
                .isEqualTo("malformed");
        assertThat(Outcome.of(dialect("aws-alb"), Lines.of("X-Amzn-Mtls-Clientcert", chain)))
                .isEqualTo("none"); // that header is for whoever lets strangers pass
        assertThat(Outcome.of(dialect("aws-alb-passthrough"), Lines.of("X-Amzn-Mtls-Clientcert", chain)))
                .isEqualTo("2 unsaid");
        assertThat(Outcome.of(
                        dialect("aws-alb-passthrough"), Lines.of("X-Amzn-Mtls-Clientcert", chain.replace('+', ' '))))
                .isEqualTo(chain.indexOf('+') < 0 ? "2 unsaid" : "malformed");
    }

    @Test
    void azure_writes_one_certificate_in_base64() {
        String base64 = Writing.base64(Writing.der(LEAF));

        assertThat(Outcome.of(dialect("azure"), Lines.of("X-ARR-ClientCert", base64)))
                .isEqualTo("1 unsaid");
        assertThat(Outcome.of(dialect("azure"), Lines.of("X-ARR-ClientCert", base64 + "," + base64)))
                .isEqualTo("malformed");
    }

    @Test
    void google_says_in_four_headers_what_must_agree() {
        Lines leaf = Lines.of("X-Client-Cert-Leaf", Writing.item(LEAF))
                .and("X-Client-Cert-Chain", Writing.list(REST))
                .and("X-Client-Cert-Chain-Verified", "true");
        Lines none = Lines.of("X-Client-Cert-Leaf", "").and("X-Client-Cert-Chain", "");

        assertThat(Outcome.of(dialect("google"), leaf.and("X-Client-Cert-Present", "true")))
                .isEqualTo("3 verified");
        assertThat(Outcome.of(dialect("google"), leaf.and("X-Client-Cert-Present", "false")))
                .isEqualTo("conflict");
        assertThat(Outcome.of(dialect("google"), none.and("X-Client-Cert-Present", "false")))
                .isEqualTo("none");
        assertThat(Outcome.of(
                        dialect("google"),
                        none.and("X-Client-Cert-Present", "true").and("X-Client-Cert-Chain-Verified", "false")))
                .isEqualTo("none");
        assertThat(Outcome.of(dialect("google"), none.and("X-Client-Cert-Chain-Verified", "true")))
                .isEqualTo("conflict");
    }

    @Test
    void cloudflare_forwards_what_it_has_not_verified() {
        Lines lines = Lines.of("Cf-Client-Cert-Der-Base64", Writing.base64(Writing.der(LEAF)));

        assertThat(Outcome.of(dialect("cloudflare"), lines)).isEqualTo("1 unsaid");
        assertThat(Outcome.of(dialect("cloudflare"), lines.and("Cf-Cert-Verified", "true")))
                .isEqualTo("1 verified");
        assertThat(Outcome.of(
                        dialect("cloudflare"),
                        lines.and("Cf-Cert-Verified", "true").and("Cf-Cert-Revoked", "true")))
                .isEqualTo("1 failed");
        assertThat(Outcome.of(dialect("cloudflare"), lines.and("Cf-Cert-Presented", "false")))
                .isEqualTo("conflict");
    }

    @Test
    void a_custom_header_has_the_encoding_that_is_chosen() {
        Lines none = Lines.NONE;

        assertThat(Outcome.certificates(
                        custom("base64").build(), none.and("X-Cert", Writing.base64(Writing.der(LEAF)))))
                .containsExactly(LEAF);
        assertThat(Outcome.certificates(
                        custom("pem").build(), none.and("X-Cert", Writing.spaced(Writing.pem(LEAF, OTHER)))))
                .containsExactly(LEAF, OTHER);
        assertThat(Outcome.certificates(
                        custom("escaped-pem").build(), none.and("X-Cert", Writing.escaped(Writing.pem(LEAF)))))
                .containsExactly(LEAF);
        assertThat(Outcome.certificates(
                        custom("rfc9440").chainHeader("X-Chain").build(),
                        none.and("X-Cert", Writing.item(LEAF)).and("X-Chain", Writing.list(REST))))
                .containsExactly(LEAF, REST.get(0), REST.get(1));
        assertThat(Outcome.of(
                        custom("pem").chainHeader("X-Chain").build(),
                        none.and("X-Cert", Writing.spaced(Writing.pem(LEAF, OTHER)))))
                .isEqualTo("malformed");
    }

    @Test
    void other_headers_than_the_dialects_can_be_chosen_and_are_then_the_only_ones() {
        Dialect nginx = DialectBuilder.named("nginx")
                .certificateHeader("X-Cert")
                .verdictHeader("X-Verdict")
                .build();

        assertThat(nginx.headers()).containsExactly("X-Cert", "X-Verdict");
        assertThat(Outcome.of(nginx, Lines.of("X-SSL-Client-Cert", "stranger's words")))
                .isEqualTo("none");
        assertThat(DialectBuilder.named("google").verdictHeader("X-V").build().headers())
                .containsExactly("X-Client-Cert-Leaf", "X-Client-Cert-Chain", "X-V", "X-Client-Cert-Present");
    }

    @Test
    void what_can_never_work_is_refused_with_what_was_expected() {
        assertThatThrownBy(() -> DialectBuilder.named("Nginx"))
                .hasMessage("'Nginx' (expected: one of rfc9440, envoy, nginx, haproxy, apache, traefik, caddy, aws-alb,"
                        + " aws-alb-passthrough, azure, google, cloudflare, custom)");
        assertThatThrownBy(() -> custom("der"))
                .hasMessage("'der' (expected: one of base64, pem, escaped-pem, rfc9440)");
        assertThatThrownBy(() -> DialectBuilder.named("nginx").encoding("pem"))
                .hasMessage("'pem' (expected: nothing: only custom has a choice of encodings)");
        assertThatThrownBy(() -> DialectBuilder.named("traefik").chainHeader("X-Chain"))
                .hasMessageContaining("expected: nothing");
        assertThatThrownBy(() -> DialectBuilder.named("envoy").verdictHeader("X-Verdict"))
                .hasMessageContaining("expected: nothing");
        assertThatThrownBy(() -> DialectBuilder.named("nginx").certificateHeader("X Cert"))
                .hasMessage("'X Cert' (expected: the name of a header, such as X-Client-Cert)");
        assertThatThrownBy(() -> DialectBuilder.named("custom").build()).hasMessageContaining("its encoding");
        assertThatThrownBy(() -> DialectBuilder.named("nginx")
                        .certificateHeader("X-CLIENT-VERIFY")
                        .build())
                .hasMessageContaining("headers that differ");
    }

    private static DialectBuilder custom(String encoding) {
        return DialectBuilder.named("custom").certificateHeader("X-Cert").encoding(encoding);
    }

    private static Dialect dialect(String name) {
        return DialectBuilder.named(name).build();
    }

    private static String written(String name) {
        return switch (name) {
            case "nginx" -> Writing.escaped(Writing.pem(LEAF));
            case "apache" -> Writing.spaced(Writing.pem(LEAF));
            case "cloudflare" -> Writing.base64(Writing.der(LEAF));
            default -> Writing.item(LEAF);
        };
    }

    /** A certificate whose Base64 is padded. */
    private static byte[] paddable() {
        for (String name = "a"; ; name += "a") {
            byte[] der = Writing.der(ACME.client(name).issue().certificate());
            if (der.length % 3 != 0) {
                return der;
            }
        }
    }

    /** A certificate whose Base64 has a plus sign; nearly every one has. */
    private static X509Certificate withPlus() {
        while (true) {
            X509Certificate certificate = ACME.client("plus").issue().certificate();
            if (Writing.base64(Writing.der(certificate)).contains("+")) {
                return certificate;
            }
        }
    }

    /** The same bytes, spelled with a bit that means nothing. */
    private static String spareBits(String item) {
        int last = item.indexOf('=') - 1;
        return item.substring(0, last) + (char) (item.charAt(last) + 1) + item.substring(last + 1);
    }
}
