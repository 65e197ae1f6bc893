// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.TestCa;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XfccDialectTest {

    private static final String HEADER = "X-Forwarded-Client-Cert";
    private static final Dialect ENVOY = DialectBuilder.named("envoy").build();
    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final X509Certificate BILLING = ACME.client("billing")
            .uri("spiffe://acme.example/billing")
            .dns("billing.acme.example")
            .dns("bills.acme.example")
            .issue()
            .certificate();
    private static final X509Certificate GATEWAY =
            ACME.client("gateway").issue().certificate();
    private static final X509Certificate ADMIN = ACME.client("admin").issue().certificate();

    @Test
    void the_last_element_is_about_our_proxys_caller_and_the_one_before_about_his() throws Exception {
        CallerCertificates read = ENVOY.read(Lines.of(HEADER, element(BILLING) + "," + element(GATEWAY)));

        assertThat(read.certificates()).containsExactly(GATEWAY);
        assertThat(read.earlier().orElseThrow().certificates()).containsExactly(BILLING);
        assertThat(read.earlier().orElseThrow().earlier()).isEmpty();
    }

    @Test
    void a_hash_alone_stands_for_a_certificate_that_the_settings_have_only_if_they_say_so() {
        Dialect hash = DialectBuilder.named("insecure-envoy-hash")
                .known(List.of(BILLING, GATEWAY))
                .build();
        String billing = "Hash=" + hash(BILLING) + ";URI=spiffe://acme.example/billing";

        assertThat(Outcome.certificates(hash, Lines.of(HEADER, billing))).containsExactly(BILLING);
        assertThat(Outcome.certificates(hash, Lines.of(HEADER, "Hash=" + hash(ADMIN))))
                .isEmpty();
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, billing))).isEqualTo("malformed");
    }

    @Test
    void a_name_that_writes_another_hash_behind_ones_own_is_refused() {
        Dialect hash = DialectBuilder.named("insecure-envoy-hash")
                .known(List.of(BILLING, GATEWAY))
                .build();
        String named = "Hash=" + hash(BILLING) + ";URI=spiffe://acme.example/";

        assertThat(Outcome.of(hash, Lines.of(HEADER, named + ",Hash=" + hash(GATEWAY))))
                .isEqualTo("conflict");
        assertThat(Outcome.of(hash, Lines.of(HEADER, named + ";Hash=" + hash(GATEWAY))))
                .isEqualTo("malformed");
    }

    @Test
    void lines_of_several_proxies_are_one_list() {
        assertThat(Outcome.certificates(ENVOY, Lines.of(HEADER, element(BILLING), element(GATEWAY))))
                .containsExactly(GATEWAY);
    }

    @Test
    void a_chain_begins_with_the_certificate_that_stands_beside_it() {
        String chain = "Chain=\"" + Writing.escaped(Writing.pem(BILLING, ACME.certificate())) + '"';

        assertThat(Outcome.certificates(ENVOY, Lines.of(HEADER, chain))).containsExactly(BILLING, ACME.certificate());
        assertThat(Outcome.certificates(ENVOY, Lines.of(HEADER, chain + ";" + cert(BILLING))))
                .containsExactly(BILLING, ACME.certificate());
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, cert(ADMIN) + ";" + chain)))
                .isEqualTo("conflict");
    }

    @Test
    void a_hash_of_another_certificate_is_a_conflict() {
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, "Hash=" + hash(BILLING) + ";" + cert(BILLING))))
                .isEqualTo("1 unsaid");
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, "hash=" + hash(ADMIN) + ";" + cert(BILLING))))
                .isEqualTo("conflict");
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, "Hash=1234;" + cert(BILLING))))
                .isEqualTo("conflict");
    }

    @Test
    void a_name_with_a_comma_that_begins_an_element_of_its_holders_choice_is_noticed() {
        String intended = "Hash=" + hash(GATEWAY) + ";" + cert(GATEWAY) + ";URI=spiffe://acme.example/gateway";
        String injected = cert(BILLING) + ";URI=spiffe://acme.example/bill" + "," + intended;

        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, injected))).isEqualTo("conflict");
    }

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "URI=spiffe://acme.example/billing                                          | 1 unsaid",
                "URI=spiffe://acme.example/billing;DNS=billing.acme.example;DNS=bills.acme.example | 1 unsaid",
                "DNS=billing.acme.example                                                   | 1 unsaid", // older Envoys
                "DNS=bills.acme.example                                                     | conflict",
                "URI=spiffe://acme.example/bill                                             | conflict",
                "URI=                                                                       | conflict",
                "URI=spiffe://acme.example/billing;URI=spiffe://acme.example/billing        | conflict",
                "DNS=billing.acme.example;DNS=                                              | conflict",
            })
    void the_names_beside_a_certificate_are_its_own(String names, String outcome) {
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, cert(BILLING) + ";" + names)))
                .isEqualTo(outcome);
    }

    @Test
    void a_certificate_without_names_may_have_an_empty_uri_beside_it() {
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, cert(GATEWAY) + ";Subject=\"CN=gateway\";URI=")))
                .isEqualTo("1 unsaid");
    }

    @Test
    void a_name_without_a_certificate_says_which_setting_of_envoy_is_missing() {
        for (String named :
                List.of("Hash=" + hash(ADMIN), "Subject=\"CN=admin\"", "URI=spiffe://a/b", "dns=a.example")) {
            assertThatThrownBy(() -> ENVOY.read(Lines.of(HEADER, "By=spiffe://a/us;" + named)))
                    .isInstanceOfSatisfying(
                            ForwardedException.class,
                            e -> assertThat(e.isConflict()).isFalse())
                    .hasMessageContaining("set_current_client_cert_details");
        }
    }

    @Test
    void an_element_that_names_nobody_is_a_caller_without_a_certificate() throws Exception {
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, "By=spiffe://acme.example/us")))
                .isEqualTo("none");
        assertThat(Outcome.of(ENVOY, Lines.NONE)).isEqualTo("none");
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, ""))).isEqualTo("none");
        assertThat(ENVOY.read(Lines.of(HEADER, element(BILLING) + ",By=spiffe://acme.example/us"))
                        .certificates())
                .isEmpty();
    }

    @Test
    void whatever_is_not_the_grammar_is_refused() {
        String cert = Writing.escaped(Writing.pem(BILLING));
        for (String bad : List.of(
                "Cert=" + cert,
                "Cert=\"" + cert,
                "Cert=" + cert + '"',
                "Cert=\"" + cert + "\"x",
                "Cert=\"" + cert + "\";",
                "Cert=\"" + cert + "\",",
                "," + element(BILLING),
                element(BILLING) + ",," + element(BILLING),
                cert(BILLING) + ";" + cert(BILLING),
                cert(BILLING) + ";CERT=\"" + cert + '"',
                "Cert =\"" + cert + '"',
                "Cert= \"" + cert + '"',
                "\"Cert\"=\"" + cert + '"',
                "Cert=\"\"",
                "Cert=\"foobar\"",
                "Cert=\"" + Writing.pem(BILLING).replace("\n", " ") + '"',
                "Cert=\"" + Writing.escaped(Writing.pem(BILLING, ADMIN)) + '"',
                cert(BILLING) + ";Subject=\"CN=a\";Subject=\"CN=b\"",
                "foobar",
                "=",
                cert(BILLING) + " ;By=a")) {
            assertThat(Outcome.of(ENVOY, Lines.of(HEADER, bad))).as(bad).isEqualTo("malformed");
        }
    }

    @Test
    void a_quote_within_a_subject_does_not_end_it() {
        String subject = "Subject=\"O=\\\"Acme, Inc;Cert=\\\\\\\"x\",By=a";

        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, cert(BILLING) + ";" + subject)))
                .isEqualTo("0 unsaid");
    }

    @Test
    void unknown_keys_are_let_be() {
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, cert(BILLING) + ";Issuer=\"CN=Acme CA\";New=1")))
                .isEqualTo("1 unsaid");
    }

    @Test
    void elements_and_certificates_without_end_are_refused() {
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, "By=a" + ",By=a".repeat(32))))
                .isEqualTo("malformed");
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, cert(ADMIN) + ("," + cert(ADMIN)).repeat(15))))
                .isEqualTo("1 unsaid");
        assertThat(Outcome.of(ENVOY, Lines.of(HEADER, cert(ADMIN) + ("," + cert(ADMIN)).repeat(16))))
                .isEqualTo("malformed");
    }

    private static String element(X509Certificate certificate) {
        return "By=spiffe://acme.example/us;Hash=" + hash(certificate) + ";" + cert(certificate);
    }

    private static String cert(X509Certificate certificate) {
        return "Cert=\"" + Writing.escaped(Writing.pem(certificate)) + '"';
    }

    private static String hash(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Writing.der(certificate)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
