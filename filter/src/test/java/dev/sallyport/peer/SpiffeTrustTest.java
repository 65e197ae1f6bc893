// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.certificates;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.KeyUsageBit;
import dev.sallyport.testca.TestCa;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A trust in two trust domains. */
class SpiffeTrustTest {

    private static final TestCa PROD = ca("Prod CA");
    private static final TestCa PARTNER = ca("Partner CA");
    private static final PeerRule EVERYBODY_OF_PROD = PeerRule.parse("spiffe://prod.example/**");
    private static final PeerRule EVERYBODY_OF_PARTNER = PeerRule.parse("spiffe://partner.example/**");

    private static final ClientTrust TRUST = ClientTrust.named("mesh")
            .spiffe(Map.of("prod.example", certificates(PROD), "partner.example", certificates(PARTNER)))
            .build();

    @Test
    void a_workload_is_proven_by_the_anchors_of_its_own_trust_domain_and_no_other() {
        assertThat(asked(client(PROD).spiffe("spiffe://prod.example/pay"))).isEqualTo("known");
        assertThat(asked(client(PARTNER).spiffe("spiffe://partner.example/pay")))
                .isEqualTo("known");
        assertThat(asked(client(PARTNER).spiffe("spiffe://prod.example/pay"))).isEqualTo("unknown-issuer");
        assertThat(asked(client(PROD).spiffe("spiffe://partner.example/pay"))).isEqualTo("unknown-issuer");
        assertThat(asked(client(PROD).spiffe("spiffe://elsewhere.example/pay"))).isEqualTo("unknown-issuer");
    }

    @Test
    void a_domain_may_have_intermediates() {
        TestCa issuing = below(PROD, "Issuing");
        Draft pay = client(issuing).spiffe("spiffe://prod.example/pay");

        assertThat(code(TRUST, shown(pay, issuing), EVERYBODY_OF_PROD)).isEqualTo("known");
    }

    @Test
    void nobody_may_call_whom_no_rule_allows() {
        Draft pay = client(PROD).spiffe("spiffe://prod.example/pay");

        assertThat(code(TRUST, shown(pay))).isEqualTo("not-allowed");
        assertThat(code(TRUST, shown(pay), EVERYBODY_OF_PARTNER)).isEqualTo("not-allowed");
        assertThat(code(TRUST, shown(pay), EVERYBODY_OF_PROD)).isEqualTo("known");
    }

    @Test
    void a_workload_has_one_uri_which_is_its_id_and_may_have_other_names() {
        assertThat(asked(client(PROD).spiffe("spiffe://prod.example/pay").dns("pay.prod.example")))
                .isEqualTo("known");
        assertThat(asked(client(PROD).dns("pay.prod.example"))).isEqualTo("bad-certificate");
        assertThat(asked(client(PROD).uri("https://prod.example/pay"))).isEqualTo("bad-certificate");
        assertThat(asked(client(PROD).spiffe("spiffe://prod.example/pay").uri("https://prod.example/")))
                .isEqualTo("bad-certificate");
        assertThat(asked(client(PROD).spiffe("spiffe://prod.example/pay").spiffe("spiffe://prod.example/ship")))
                .isEqualTo("bad-certificate");
        assertThat(asked(client(PROD).spiffe("spiffe://prod.example"))).isEqualTo("bad-certificate");
        assertThat(asked(client(PROD).spiffe("spiffe://prod.example/pay/../ship")))
                .isEqualTo("bad-certificate");
    }

    @Test
    void the_key_usage_of_a_workload_is_there_and_signs_nothing_for_others() {
        assertThat(asked(workload(KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.KEY_AGREEMENT)))
                .isEqualTo("known");
        assertThat(asked(workload())).isEqualTo("wrong-usage");
        assertThat(asked(workload(KeyUsageBit.KEY_AGREEMENT))).isEqualTo("wrong-usage");
        assertThat(asked(workload(KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.KEY_CERT_SIGN)))
                .isEqualTo("wrong-usage");
        assertThat(asked(workload(KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.CRL_SIGN)))
                .isEqualTo("wrong-usage");
        assertThat(asked(workload(KeyUsageBit.DIGITAL_SIGNATURE).ca(true))).isEqualTo("wrong-usage");
    }

    @Test
    void a_workload_is_no_ca_even_where_usage_is_ignored() {
        ClientTrust trust = ClientTrust.named("mesh")
                .spiffe(Map.of("prod.example", certificates(PROD)))
                .usage(UsagePolicy.INSECURE_IGNORED)
                .build();

        assertThat(code(trust, shown(workload(KeyUsageBit.DIGITAL_SIGNATURE)), EVERYBODY_OF_PROD))
                .isEqualTo("known");
        assertThat(code(trust, shown(workload(KeyUsageBit.DIGITAL_SIGNATURE).ca(true)), EVERYBODY_OF_PROD))
                .isEqualTo("wrong-usage");
    }

    @Test
    void a_trust_domain_has_its_spelling_and_its_anchors() {
        assertThatThrownBy(() -> ClientTrust.named("mesh")
                        .spiffe(Map.of("Prod.Example", certificates(PROD)))
                        .build())
                .hasMessageContaining("'Prod.Example'");
        assertThatThrownBy(() -> ClientTrust.named("mesh")
                        .spiffe(Map.of("prod.example", List.of()))
                        .build())
                .hasMessageContaining("no anchors of prod.example");
        assertThatThrownBy(() -> ClientTrust.named("mesh").spiffe(Map.of()).build())
                .hasMessageContaining("no trust domain");
    }

    private static Draft workload(KeyUsageBit... usage) {
        return client(PROD).spiffe("spiffe://prod.example/pay").keyUsage(usage);
    }

    private static String asked(Draft leaf) {
        return code(TRUST, shown(leaf), EVERYBODY_OF_PROD, EVERYBODY_OF_PARTNER);
    }
}
