// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.NameSource;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.KeyUsageBit;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientTrustTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant SPRING = NOON.minus(Duration.ofDays(90));
    private static final Instant LONG_AFTER = NOON.plus(Duration.ofDays(3650));

    private final TestCa acme = ca("Acme CA");
    private final TestCa issuing = acme.intermediate("Acme Issuing").but(ClientTrustTest::wide);
    private final ClientTrust trust = anchors(acme);

    @Test
    void a_client_below_an_intermediate_is_known_by_its_spiffe_id() {
        Issued billing = client(issuing).spiffe("spiffe://prod.example/billing").issue();

        VerifiedPeer peer = known(trust, billing.chain());

        assertThat(peer.getName()).isEqualTo("spiffe://prod.example/billing");
        assertThat(peer.nameSource()).isEqualTo(NameSource.SPIFFE);
        assertThat(peer.spiffeId()).hasToString("Optional[spiffe://prod.example/billing]");
        assertThat(peer.chain()).isEqualTo(billing.chain());
        assertThat(peer.trust()).isEqualTo("partners");
        assertThat(peer.snapshot()).isEqualTo(known(trust, billing.chain()));
        assertThat(peer).hasToString("spiffe://prod.example/billing (spiffe, trust partners)");
        assertThat(peer.thumbprint()).hasSize(43);
    }

    @Test
    void nobody_is_known_without_a_certificate() {
        assertThat(code(trust, List.of())).isEqualTo("no-certificate");
    }

    @Test
    void a_sixty_fifth_certificate_is_one_too_many() {
        Issued billing = client(acme).issue();
        List<X509Certificate> most = new ArrayList<>(billing.chain());
        while (most.size() < 64) {
            most.add(acme.certificate());
        }
        List<X509Certificate> tooMany = new ArrayList<>(most);
        tooMany.add(acme.certificate());

        assertThat(code(trust, most)).isEqualTo("known");
        assertThat(code(trust, tooMany)).isEqualTo("too-many-certificates");
    }

    @Test
    void a_certificate_is_refused_one_second_after_it_expires() {
        List<X509Certificate> chain = client(acme).until(NOON).issue().chain();

        assertThat(code(trust, chain, NOON)).isEqualTo("known");
        assertThat(code(trust, chain, NOON.plusSeconds(1))).isEqualTo("expired");
    }

    @Test
    void a_certificate_is_refused_one_second_before_its_time() {
        List<X509Certificate> chain = client(acme).from(NOON).issue().chain();

        assertThat(code(trust, chain, NOON)).isEqualTo("known");
        assertThat(code(trust, chain, NOON.minusSeconds(1))).isEqualTo("not-yet-valid");
    }

    @Test
    void an_expired_intermediate_is_told_as_expired() {
        TestCa expired = issuing.until(NOON.minusSeconds(1));

        Refusal refusal = refused(trust, client(expired).issue().chain());

        assertThat(refusal.code()).isEqualTo("expired");
        assertThat(refusal.message()).contains("Acme Issuing");
    }

    @Test
    void an_expired_anchor_proves_nobody() {
        TestCa expired = acme.until(NOON.minusSeconds(1));
        List<X509Certificate> chain = client(acme).issue().chain();

        assertThat(code(anchors(expired), chain)).isEqualTo("expired");
        assertThat(code(anchors(expired, acme), chain)).isEqualTo("known");
    }

    @Test
    void a_stranger_is_unknown_even_under_the_name_of_our_ca() {
        assertThat(code(trust, client(ca("Globex CA")).issue().chain())).isEqualTo("unknown-issuer");
        assertThat(code(trust, client(ca("Acme CA")).issue().chain())).isEqualTo("unknown-issuer");
        assertThat(code(trust, client(acme).selfSigned().issue().chain())).isEqualTo("unknown-issuer");
        assertThat(code(trust, client(acme).issue().chain())).isEqualTo("known");
    }

    @Test
    void an_expired_certificate_of_an_unknown_ca_is_told_as_expired() {
        Issued stranger = client(ca("Globex CA")).until(NOON.minusSeconds(1)).issue();

        assertThat(code(trust, stranger.chain())).isEqualTo("expired");
    }

    @Test
    void a_missing_intermediate_makes_the_issuer_unknown() {
        assertThat(code(trust, List.of(client(issuing).issue().certificate()))).isEqualTo("unknown-issuer");
    }

    @Test
    void intermediates_may_come_in_any_order_twice_and_with_others() {
        TestCa deeper = issuing.intermediate("Acme Deeper").but(ClientTrustTest::wide);
        List<X509Certificate> chain = client(deeper).issue().chain();

        List<X509Certificate> mixed = new ArrayList<>(chain.subList(1, chain.size()));
        Collections.reverse(mixed);
        mixed.addAll(List.copyOf(mixed));
        mixed.add(acme.certificate());
        mixed.add(ca("Globex CA").certificate());
        mixed.add(0, chain.get(0));

        assertThat(known(trust, mixed).chain()).isEqualTo(chain);
    }

    @Test
    void an_anchor_need_not_be_self_signed() {
        assertThat(code(anchors(issuing), client(issuing).issue().chain())).isEqualTo("known");
    }

    @Test
    void a_path_is_found_past_an_intermediate_with_the_same_name_that_does_not_fit() {
        TestCa impostor = ca("Globex CA").intermediate("Acme Issuing").but(ClientTrustTest::wide);
        List<X509Certificate> chain = new ArrayList<>(client(issuing).issue().chain());
        chain.add(1, impostor.certificate());

        assertThat(code(trust, chain)).isEqualTo("known");
    }

    @Test
    void a_client_may_not_issue_another_one() {
        Issued billing = client(acme).issue();
        TestCa minter =
                acme.intermediate("billing").but(ca -> wide(ca.ca(false).keyUsage(KeyUsageBit.DIGITAL_SIGNATURE)));

        assertThat(code(trust, client(minter).issue().chain())).isEqualTo("bad-path");
        assertThat(code(anchors(minter), client(minter).issue().chain())).isEqualTo("bad-path");
        assertThat(code(trust, billing.chain())).isEqualTo("known");
    }

    @Test
    void the_path_length_of_a_ca_binds_also_that_of_an_anchor() {
        TestCa shortRoot = acme.but(ca -> ca.pathLength(0));
        TestCa shortIssuing = issuing.but(ca -> ca.pathLength(0));
        TestCa deeper = shortIssuing.intermediate("Acme Deeper").but(ClientTrustTest::wide);

        assertThat(code(anchors(shortRoot), client(acme).issue().chain())).isEqualTo("known");
        assertThat(code(anchors(shortRoot), client(issuing).issue().chain())).isEqualTo("bad-path");
        assertThat(code(trust, client(shortIssuing).issue().chain())).isEqualTo("known");
        assertThat(code(trust, client(deeper).issue().chain())).isEqualTo("bad-path");
    }

    @Test
    void a_leaf_among_the_anchors_is_believed_only_if_nothing_else_is_wrong_with_it() {
        assertThat(codeAsAnchor(client(ca("Globex CA")))).isEqualTo("known");
        assertThat(codeAsAnchor(client(ca("Globex CA")).until(NOON.minusSeconds(1))))
                .isEqualTo("expired");
        assertThat(codeAsAnchor(client(ca("Globex CA")).usage(Usage.SERVER_AUTH)))
                .isEqualTo("wrong-usage");
        assertThat(codeAsAnchor(client(ca("Globex CA")).rsa(1024))).isEqualTo("weak-algorithm");
    }

    @Test
    void a_ca_is_no_client() {
        assertThat(code(trust, client(acme).ca(true).issue().chain())).isEqualTo("wrong-usage");
        assertThat(code(trust, List.of(acme.certificate()))).isEqualTo("wrong-usage");
        assertThat(codeOf(client(acme).keyUsage(KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.KEY_CERT_SIGN)))
                .isEqualTo("wrong-usage");
    }

    @Test
    void a_key_usage_must_include_signing_where_there_is_one() {
        assertThat(codeOf(client(acme).keyUsage())).isEqualTo("known");
        assertThat(codeOf(client(acme).keyUsage(KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.KEY_ENCIPHERMENT)))
                .isEqualTo("known");
        assertThat(codeOf(client(acme).keyUsage(KeyUsageBit.KEY_AGREEMENT))).isEqualTo("wrong-usage");
    }

    @Test
    void each_usage_policy_accepts_what_it_says() {
        Usage[][] usages = {{Usage.CLIENT_AUTH}, {}, {Usage.ANY}, {Usage.SERVER_AUTH}, {Usage.CODE_SIGNING}};

        assertThat(accepted(UsagePolicy.OPTIONAL, usages)).containsExactly(true, true, false, false, false);
        assertThat(accepted(UsagePolicy.REQUIRED, usages)).containsExactly(true, false, false, false, false);
        assertThat(accepted(UsagePolicy.ANY_ACCEPTED, usages)).containsExactly(true, true, true, false, false);
        assertThat(accepted(UsagePolicy.INSECURE_ACCEPT_SERVER_USAGE, usages))
                .containsExactly(true, true, false, true, false);
    }

    @Test
    void an_intermediate_for_servers_only_issues_no_client() {
        TestCa servers = issuing.but(ca -> ca.usage(Usage.SERVER_AUTH));
        TestCa both = issuing.but(ca -> ca.usage(Usage.SERVER_AUTH, Usage.CLIENT_AUTH));

        assertThat(code(trust, client(servers).issue().chain())).isEqualTo("wrong-usage");
        assertThat(code(trust, client(both).issue().chain())).isEqualTo("known");
    }

    @Test
    void weak_keys_and_signatures_are_refused_in_the_leaf() {
        TestCa rsa = ca("RSA CA", ca -> ca.rsa(2048));
        ClientTrust rsaTrust = anchors(rsa);

        assertThat(code(rsaTrust, client(rsa).rsa(2048).issue().chain())).isEqualTo("known");
        assertThat(code(rsaTrust, client(rsa).rsa(1024).issue().chain())).isEqualTo("weak-algorithm");
        assertThat(code(rsaTrust, client(rsa).signature("SHA1withRSA").issue().chain()))
                .isEqualTo("weak-algorithm");
        assertThat(code(rsaTrust, client(rsa).signature("SHA384withRSA").issue().chain()))
                .isEqualTo("known");
        assertThat(code(
                        rsaTrust,
                        client(rsa).signature("SHA256withRSAandMGF1").issue().chain()))
                .isEqualTo("known");
        assertThat(code(
                        rsaTrust,
                        client(rsa).signature("SHA1withRSAandMGF1").issue().chain()))
                .isEqualTo("weak-algorithm");
        assertThat(code(rsaTrust, client(rsa).ed25519().issue().chain())).isEqualTo("known");
        assertThat(code(rsaTrust, client(rsa).ec("secp521r1").issue().chain())).isEqualTo("known");
    }

    @Test
    void weak_keys_and_signatures_are_refused_above_the_leaf_too() {
        TestCa rsa = ca("RSA CA", ca -> ca.rsa(2048));
        TestCa weakRoot = ca("Weak CA", ca -> ca.rsa(1024));
        TestCa weakKey = rsa.intermediate("Weak Key").but(ca -> wide(ca.rsa(1024)));
        TestCa weakSignature = rsa.intermediate("Weak Signature").but(ca -> wide(ca.signature("SHA1withRSA")));

        assertThat(code(anchors(rsa), client(weakKey).issue().chain())).isEqualTo("weak-algorithm");
        assertThat(code(anchors(rsa), client(weakSignature).issue().chain())).isEqualTo("weak-algorithm");
        assertThat(code(anchors(weakRoot), client(weakRoot).issue().chain())).isEqualTo("weak-algorithm");
    }

    @Test
    void an_unknown_critical_extension_is_refused_and_an_uncritical_one_is_not() {
        byte[] nothing = {0x05, 0x00};

        assertThat(codeOf(client(acme).extension("1.3.6.1.4.1.55555.1", true, nothing)))
                .isEqualTo("bad-certificate");
        assertThat(codeOf(client(acme).extension("1.3.6.1.4.1.55555.1", false, nothing)))
                .isEqualTo("known");
    }

    @Test
    void exact_certificates_are_believed_byte_for_byte_and_still_checked() {
        Issued pinned = client(acme).selfSigned().issue();
        Issued old = client(acme).selfSigned().until(NOON.minusSeconds(1)).issue();
        ClientTrust exact = ClientTrust.named("pinned")
                .certificates(List.of(pinned.certificate(), old.certificate()))
                .build();

        assertThat(code(exact, pinned.chain())).isEqualTo("known");
        assertThat(code(exact, client(acme).selfSigned().issue().chain())).isEqualTo("unknown-certificate");
        assertThat(code(exact, old.chain())).isEqualTo("expired");
    }

    @Test
    void the_container_is_believed_about_the_path_and_about_nothing_else() {
        ClientTrust container = ClientTrust.named("tls").container().build();
        TestCa globex = ca("Globex CA");

        assertThat(code(container, client(globex).issue().chain())).isEqualTo("known");
        assertThat(code(
                        container,
                        client(globex).until(NOON.minusSeconds(1)).issue().chain()))
                .isEqualTo("expired");
        assertThat(code(
                        container,
                        client(globex).usage(Usage.SERVER_AUTH).issue().chain()))
                .isEqualTo("wrong-usage");
        assertThat(code(container, client(globex).rsa(1024).issue().chain())).isEqualTo("weak-algorithm");
        assertThat(code(
                        container,
                        client(issuing.until(NOON.minusSeconds(1))).issue().chain()))
                .isEqualTo("expired");
    }

    @Test
    void what_a_client_sends_beside_the_path_that_the_container_verified_is_not_in_the_chain() {
        ClientTrust container = ClientTrust.named("tls").container().build();
        Issued billing = client(acme).issue();
        X509Certificate namesake = ca("Globex CA")
                .intermediate("Acme CA")
                .but(ClientTrustTest::wide)
                .certificate();

        assertThat(known(container, List.of(billing.certificate(), namesake)).chain())
                .containsExactly(billing.certificate());
    }

    @Test
    void a_trust_believes_exactly_one_thing() {
        assertThatThrownBy(() -> ClientTrust.named("partners").build()).hasMessageContaining("believes nothing");
        assertThatThrownBy(() -> ClientTrust.named("partners")
                        .container()
                        .anchors(List.of(acme.certificate()))
                        .build())
                .hasMessageContaining("several things");
        assertThatThrownBy(
                        () -> ClientTrust.named("partners").anchors(List.of()).build())
                .hasMessageContaining("no anchors");
    }

    private String codeOf(Draft draft) {
        return code(trust, draft.issue().chain());
    }

    private static String codeAsAnchor(Draft draft) {
        Issued issued = draft.issue();
        ClientTrust itself = ClientTrust.named("partners")
                .anchors(List.of(issued.certificate()))
                .build();
        return code(itself, issued.chain());
    }

    private List<Boolean> accepted(UsagePolicy policy, Usage[][] usages) {
        ClientTrust with = ClientTrust.named("partners")
                .anchors(List.of(acme.certificate()))
                .usage(policy)
                .build();
        return Arrays.stream(usages)
                .map(usage ->
                        code(with, client(acme).usage(usage).issue().chain()).equals("known"))
                .toList();
    }

    private static TestCa ca(String name) {
        return ca(name, ca -> {});
    }

    private static TestCa ca(String name, java.util.function.Consumer<Draft> options) {
        return TestCa.named(name).but(ClientTrustTest::wide).but(options);
    }

    private static void wide(Draft draft) {
        draft.from(SPRING).until(LONG_AFTER);
    }

    private static Draft client(TestCa ca) {
        return ca.client("billing").from(SPRING).until(LONG_AFTER);
    }

    private static ClientTrust anchors(TestCa... anchors) {
        return ClientTrust.named("partners")
                .anchors(Arrays.stream(anchors).map(TestCa::certificate).toList())
                .build();
    }

    private static VerifiedPeer known(ClientTrust trust, List<X509Certificate> chain) {
        return trust.verify(chain, Way.DIRECT, PeerRules.ANYBODY, NOON).either(peer -> peer, refusal -> {
            throw new AssertionError(refusal.message());
        });
    }

    private static Refusal refused(ClientTrust trust, List<X509Certificate> chain) {
        return trust.verify(chain, Way.DIRECT, PeerRules.ANYBODY, NOON)
                .either(
                        peer -> {
                            throw new AssertionError(peer.toString());
                        },
                        refusal -> refusal);
    }

    private static String code(ClientTrust trust, List<X509Certificate> chain) {
        return code(trust, chain, NOON);
    }

    private static String code(ClientTrust trust, List<X509Certificate> chain, Instant now) {
        return trust.verify(chain, Way.DIRECT, PeerRules.ANYBODY, now).either(peer -> "known", Refusal::code);
    }
}
