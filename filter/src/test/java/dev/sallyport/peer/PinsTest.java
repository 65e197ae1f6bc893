// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.certificates;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.shown;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PinsTest {

    private static final String IN_THE_SAFE = pin(TestCa.named("not used yet").certificate());
    private static final PeerRule BILLING_ONLY = PeerRule.parse("subject:CN=billing");
    private static final PeerRule SHIPPING_ONLY = PeerRule.parse("subject:CN=shipping");

    private final TestCa acme = ca("Acme CA");
    private final TestCa issuing = below(acme, "Acme Issuing");
    private final Issued billing = client(issuing).issue();

    @Test
    void a_caller_is_known_by_the_pin_of_his_own_key_of_a_ca_or_of_the_anchor() {
        assertThat(code(pinning(billing.certificate()), billing.chain())).isEqualTo("known");
        assertThat(code(pinning(issuing.certificate()), billing.chain())).isEqualTo("known");
        assertThat(code(pinning(acme.certificate()), billing.chain())).isEqualTo("known");
    }

    @Test
    void a_caller_without_a_pinned_key_is_refused_and_the_pins_of_his_path_are_told() {
        TestCa other = below(acme, "Acme Other");

        Refusal refusal = refusal(pinning(other.certificate()), billing.chain());

        assertThat(refusal.code()).isEqualTo("not-pinned");
        assertThat(refusal.message())
                .isEqualTo(
                        "the path of the certificate of CN=billing has no key that the trust partners has pinned, but"
                                + " these: ["
                                + pin(billing.certificate()) + ", " + pin(issuing.certificate()) + ", "
                                + pin(acme.certificate()) + "]");
    }

    @Test
    void a_pinned_certificate_that_is_only_shown_beside_the_path_proves_nothing() {
        TestCa pinned = ca("Pinned CA");
        List<X509Certificate> presented = shown(client(issuing), issuing, pinned, pinned.crossSignedBy(acme));

        assertThat(code(pinning(pinned.certificate()), presented)).isEqualTo("not-pinned");
    }

    @Test
    void of_several_paths_the_one_with_a_pinned_key_counts() {
        TestCa globex = ca("Globex CA");
        TestCa between = below(globex, "Globex Between");
        TestCa crossed = issuing.crossSignedBy(between);
        List<X509Certificate> presented = shown(client(issuing), issuing, crossed, between);
        Pins pins = Pins.of(Set.of(pin(between.certificate()), IN_THE_SAFE));

        ClientTrust trust = trusting(acme, globex).pins(pins).build();

        assertThat(trust.verify(presented, Way.DIRECT, PeerRules.ANYBODY, NOON)
                        .either(VerifiedPeer::chain, refusal -> List.<X509Certificate>of()))
                .containsExactly(presented.get(0), crossed.certificate(), between.certificate());
        assertThat(code(trusting(acme).pins(pins).build(), presented)).isEqualTo("not-pinned");
    }

    /** Who has a client certificate of the pinned CA has its name certified as a CA elsewhere, with the same key. */
    @Test
    void a_client_of_a_pinned_ca_is_no_ca_where_the_container_has_verified_another_path() throws Exception {
        KeyPair eves = KeyPairGenerator.getInstance("EC").generateKeyPair();
        X509Certificate eve = issuing.client("eve").keys(eves).issue().certificate();
        TestCa double_ = ca("Other CA").intermediate("eve").but(draft -> draft.keys(eves));
        X509Certificate admin = double_.client("admin").issue().certificate();
        ClientTrust trust = ClientTrust.named("tls")
                .container()
                .pins(pins(issuing.certificate()))
                .build();
        Instant now = admin.getNotBefore().toInstant();

        assertThat(trust.verify(
                                List.of(admin, eve, issuing.certificate(), double_.certificate()),
                                Way.DIRECT,
                                PeerRules.ANYBODY,
                                now)
                        .either(peer -> "known", Refusal::code))
                .isEqualTo("not-pinned");
        assertThat(trust.verify(List.of(eve, issuing.certificate()), Way.DIRECT, PeerRules.ANYBODY, now)
                        .either(peer -> "known", Refusal::code))
                .isEqualTo("known");
    }

    @Test
    void whoever_is_refused_for_something_else_is_told_that() {
        ClientTrust trust = pinning(issuing.certificate());

        assertThat(code(trust, client(ca("Globex CA")).issue().chain())).isEqualTo("unknown-issuer");
        assertThat(code(trust, client(acme).until(NOON.minusSeconds(1)).issue().chain()))
                .isEqualTo("expired");
    }

    @Test
    void pins_bind_until_they_end_and_what_was_found_ends_with_them() {
        Instant end = NOON.plusSeconds(60);
        ClientTrust trust = trusting(acme)
                .pins(Pins.of(Set.of(pin(below(acme, "other").certificate()), IN_THE_SAFE))
                        .until(end))
                .build();

        assertThat(codeAt(trust, NOON)).isEqualTo("not-pinned");
        assertThat(codeAt(trust, end.minusNanos(1))).isEqualTo("not-pinned");
        assertThat(codeAt(trust, end)).isEqualTo("known");
        assertThat(trust.unpinnedSince(end.minusNanos(1))).isEmpty();
        assertThat(trust.unpinnedSince(end)).contains(end);
    }

    @Test
    void pins_that_are_only_reported_are_told_after_all_else_was_asked() {
        Pins pins = Pins.of(Set.of(pin(ca("other").certificate()), IN_THE_SAFE)).onlyReported();
        ClientTrust trust = trusting(acme).pins(pins).build();

        assertThat(refusal(trust, billing.chain(), BILLING_ONLY))
                .isInstanceOf(Refusal.NotPinned.class)
                .matches(Refusal::reportOnly);
        assertThat(refusal(trust, billing.chain(), SHIPPING_ONLY))
                .isInstanceOf(Refusal.NotAllowed.class)
                .matches(refusal -> !refusal.reportOnly());
        assertThat(refusal(pinning(ca("other").certificate()), billing.chain()))
                .matches(refusal -> !refusal.reportOnly());
    }

    @Test
    void who_only_would_be_refused_is_no_peer_that_is_remembered() {
        Pins pins = Pins.of(Set.of(pin(ca("other").certificate()), IN_THE_SAFE)).onlyReported();
        ClientTrust trust = trusting(acme).pins(pins).build();
        X509Certificate[] presented = billing.chain().toArray(X509Certificate[]::new);

        assertThat(code(trust, billing.chain())).isEqualTo("not-pinned");

        assertThat(trust.recall(presented, Way.DIRECT, PeerRules.ANYBODY, NOON)).isEmpty();
    }

    @Test
    void exact_certificates_and_what_a_container_has_verified_may_be_pinned_too() {
        Pins own = Pins.of(Set.of(pin(billing.certificate()), IN_THE_SAFE));
        Pins ofCa = Pins.of(Set.of(pin(issuing.certificate()), IN_THE_SAFE));
        ClientTrust exact = ClientTrust.named("partners")
                .certificates(List.of(billing.certificate()))
                .pins(own)
                .build();
        ClientTrust container =
                ClientTrust.named("partners").container().pins(ofCa).build();

        assertThat(code(exact, billing.chain())).isEqualTo("known");
        assertThat(code(container, billing.chain())).isEqualTo("known");
        assertThat(code(container, List.of(billing.certificate(), acme.certificate())))
                .isEqualTo("not-pinned");
    }

    @Test
    void a_workload_may_be_pinned() {
        Issued workload =
                client(acme).noSubject().spiffe("spiffe://prod.example/a").issue();
        ClientTrust.Builder mesh =
                ClientTrust.named("mesh").spiffe(java.util.Map.of("prod.example", certificates(acme)));
        PeerRule all = PeerRule.parse("spiffe://prod.example/**");

        assertThat(code(mesh.pins(pins(acme.certificate())).build(), workload.chain(), all))
                .isEqualTo("known");
        assertThat(code(mesh.pins(pins(issuing.certificate())).build(), workload.chain(), all))
                .isEqualTo("not-pinned");
    }

    @Test
    void a_backup_pin_is_demanded_of_a_key_that_is_not_in_use() {
        TestCa globex = ca("Globex CA");
        Pins one = Pins.of(Set.of(pin(acme.certificate())));
        Pins bothInUse = Pins.of(Set.of(pin(acme.certificate()), pin(globex.certificate())));

        for (ClientTrust.Builder builder : List.of(
                trusting(acme).pins(one),
                trusting(acme, globex).pins(bothInUse),
                trusting(acme).pins(Pins.of(Set.of())))) {
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the trust partners has no backup pin (expected: two pins or more, one of them of a key"
                            + " that no certificate of the trust has yet)");
        }
        assertThat(trusting(acme).pins(bothInUse).build().name()).isEqualTo("partners");
    }

    @Test
    void a_pin_is_the_hash_of_the_key_as_the_certificate_writes_it() throws NoSuchAlgorithmException {
        for (TestCa each :
                List.of(acme, ca("RSA").but(ca -> ca.rsa(2048)), ca("Ed25519").but(ca -> ca.ed25519()))) {
            byte[] key = each.certificate().getPublicKey().getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);

            assertThat(pin(each.certificate())).isEqualTo(Base64.getEncoder().encodeToString(hash));
        }
    }

    @Test
    void a_pin_may_be_written_as_the_standard_does() {
        String pin = "d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=";

        assertThat(Pins.of(List.of("pin-sha256=\"" + pin + "\"", pin)).keys()).containsExactly(pin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM", // no padding
                "d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmN=", // bits beyond the end
                "d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVo=", // too short
                "d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=AAAA",
                "pin-sha1=\"d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=\"",
                "77aab346ef7338409bf7451ecf6ef15a5b4db23d1ed4c77b1a4618915a195a63"
            })
    void what_is_no_pin_is_quoted(String text) {
        assertThatThrownBy(() -> Pins.of(Set.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text
                        + "' (expected: the Base64 of the SHA-256 of a SubjectPublicKeyInfo, 44 characters)");
    }

    private ClientTrust pinning(X509Certificate certificate) {
        return trusting(acme).pins(pins(certificate)).build();
    }

    private static Pins pins(X509Certificate certificate) {
        return Pins.of(Set.of(pin(certificate), IN_THE_SAFE));
    }

    private static String pin(X509Certificate certificate) {
        return SubjectKey.pin(certificate);
    }

    private String codeAt(ClientTrust trust, Instant now) {
        return trust.verify(billing.chain(), Way.DIRECT, PeerRules.ANYBODY, now).either(peer -> "known", Refusal::code);
    }

    private static Refusal refusal(ClientTrust trust, List<X509Certificate> presented, PeerRule... allow) {
        return trust.verify(presented, Way.DIRECT, PeerRules.of(List.of(allow)), NOON)
                .either(
                        peer -> {
                            throw new AssertionError("known as " + peer);
                        },
                        refusal -> refusal);
    }
}
