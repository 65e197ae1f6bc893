// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.message;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.CrlDraft;
import dev.sallyport.testca.KeyUsageBit;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is refused because of CRLs, and who is not. */
class RevocationTest {

    private static final TestCa ROOT = ca("Root");
    private static final TestCa ISSUING = below(ROOT, "Issuing");
    private static final X509Certificate BILLING = client(ISSUING).issue().certificate();
    private static final List<X509Certificate> SHOWN = List.of(BILLING, ISSUING.certificate());

    @Test
    void a_caller_on_the_crl_of_its_issuer_is_revoked_and_its_neighbour_is_not() {
        X509Certificate neighbour = client(ISSUING).issue().certificate();
        ClientTrust trust = trust(hardFail(crl(ROOT), crl(ISSUING).revoke(BILLING)));

        assertThat(code(trust, SHOWN)).isEqualTo("revoked");
        assertThat(code(trust, List.of(neighbour, ISSUING.certificate()))).isEqualTo("known");
        assertThat(message(trust, SHOWN))
                .contains("CN=billing", BILLING.getSerialNumber().toString(16), "2026-06-01T11:00:00Z");
    }

    @Test
    void nothing_is_asked_without_being_told_to() {
        Revocation off = hardFail(crl(ISSUING).revoke(BILLING)).mode(RevocationMode.OFF);

        assertThat(code(trust(off), SHOWN)).isEqualTo("known");
        assertThat(code(trusting(ROOT).build(), SHOWN)).isEqualTo("known");
    }

    @Test
    void a_revoked_ca_takes_its_callers_with_it_unless_only_they_are_asked_about() {
        Revocation revocation = hardFail(crl(ROOT).revoke(ISSUING.certificate()), crl(ISSUING));

        assertThat(code(trust(revocation), SHOWN)).isEqualTo("revoked");
        assertThat(code(trust(revocation.scope(RevocationScope.LEAF_ONLY)), SHOWN))
                .isEqualTo("known");
    }

    @Test
    void what_no_crl_speaks_of_is_unknown() {
        Revocation revocation = hardFail(crl(ISSUING));

        assertThat(code(trust(revocation), SHOWN)).isEqualTo("revocation-unknown");
        assertThat(message(trust(revocation), SHOWN)).contains("CN=Issuing", "no CRL of its issuer");
        assertThat(code(trust(revocation.scope(RevocationScope.LEAF_ONLY)), SHOWN))
                .isEqualTo("known");
    }

    @Test
    void a_stranger_is_not_even_asked_about() {
        ClientTrust trust = trust(hardFail(crl(ROOT), crl(ISSUING)));

        assertThat(code(trust, List.of(client(ca("Other")).issue().certificate())))
                .isEqualTo("unknown-issuer");
    }

    @Test
    void a_crl_is_believed_from_its_issue_until_the_next_one_is_due() {
        ClientTrust trust = trust(hardFail(crl(ROOT), crl(ISSUING).from(NOON).until(NOON.plusSeconds(60))));

        assertThat(codeAt(trust, NOON.minusNanos(1))).isEqualTo("revocation-unknown");
        assertThat(codeAt(trust, NOON)).isEqualTo("known");
        assertThat(codeAt(trust, NOON.plusSeconds(60).minusNanos(1))).isEqualTo("known");
        assertThat(codeAt(trust, NOON.plusSeconds(60))).isEqualTo("revocation-unknown");
    }

    @Test
    void a_crl_about_callers_is_believed_no_longer_than_the_maximum_age_and_one_about_cas_for_a_year() {
        CrlDraft open = crl(ISSUING).from(NOON).open();
        CrlDraft long_ = crl(ROOT).from(NOON.minus(Duration.ofDays(300))).until(NOON.plus(Duration.ofDays(300)));
        ClientTrust trust = trust(hardFail(open, long_).maximumAge(Duration.ofHours(1)));

        assertThat(codeAt(trust, NOON)).isEqualTo("known");
        assertThat(codeAt(trust, NOON.plusSeconds(3600).minusNanos(1))).isEqualTo("known");
        assertThat(codeAt(trust, NOON.plusSeconds(3600))).isEqualTo("revocation-unknown");
        assertThat(codeAt(trust(hardFail(crl(ISSUING).from(NOON).open(), long_)), NOON.plus(Duration.ofDays(9))))
                .isEqualTo("known");
        assertThat(codeAt(
                        trust(hardFail(
                                crl(ISSUING).until(NOON.plus(Duration.ofDays(89))),
                                long_.until(NOON.plus(Duration.ofDays(3000))))),
                        NOON.plus(Duration.ofDays(70))))
                .isEqualTo("revocation-unknown");
    }

    @Test
    void soft_fail_lets_in_what_is_unknown_and_nothing_that_is_revoked() {
        CrlDraft stale = crl(ISSUING).from(NOON.minusSeconds(7200)).until(NOON.minusSeconds(3600));

        assertThat(code(trust(soft(crl(ROOT))), SHOWN)).isEqualTo("known");
        assertThat(code(trust(soft(crl(ROOT), stale)), SHOWN)).isEqualTo("known");
        assertThat(code(trust(soft(crl(ISSUING).revoke(BILLING))), SHOWN)).isEqualTo("revoked");
        assertThat(code(trust(soft(stale.revoke(BILLING))), SHOWN)).isEqualTo("revoked");
        assertThat(code(trust(soft(stale, crl(ISSUING))), SHOWN)).isEqualTo("known");
    }

    @Test
    void a_crl_that_somebody_else_signed_proves_nobody_good_and_makes_whom_it_lists_suspected() {
        TestCa sameName = below(ROOT, "Issuing");
        CrlDraft others = crl(ISSUING).signedBy(ca("Issuing"));

        assertThat(code(trust(hardFail(crl(ROOT), crl(ISSUING).signedBy(sameName))), SHOWN))
                .isEqualTo("revocation-unknown");
        assertThat(code(trust(soft(crl(ROOT), others)), SHOWN)).isEqualTo("known");
        assertThat(code(trust(soft(crl(ROOT), others.revoke(BILLING))), SHOWN)).isEqualTo("revocation-unknown");
    }

    @Test
    void an_issuer_whose_key_usage_lacks_crl_sign_says_nothing() {
        TestCa without = ISSUING.but(ca -> ca.keyUsage(KeyUsageBit.KEY_CERT_SIGN));
        TestCa unlimited = ISSUING.but(ca -> ca.keyUsage());
        ClientTrust trust = trust(hardFail(crl(ROOT), crl(ISSUING)));

        assertThat(code(trust, List.of(BILLING, without.certificate()))).isEqualTo("revocation-unknown");
        assertThat(code(trust, List.of(BILLING, unlimited.certificate()))).isEqualTo("known");
    }

    @Test
    void a_weak_signature_says_nothing() {
        TestCa rsa = ISSUING.but(ca -> ca.rsa(2048));
        List<X509Certificate> shown = List.of(client(rsa).issue().certificate(), rsa.certificate());
        Revocation revocation = hardFail(crl(ROOT), crl(rsa).signature("SHA1withRSA"));
        AlgorithmPolicy weak = AlgorithmPolicy.parse(AlgorithmPolicy.DEFAULT + ", insecure-sha-1");

        assertThat(code(trust(revocation), shown)).isEqualTo("revocation-unknown");
        assertThat(code(trusting(ROOT).algorithms(weak).revocation(revocation).build(), shown))
                .isEqualTo("known");
    }

    @Test
    void remove_from_crl_on_a_full_crl_removes_nothing() {
        ClientTrust trust = trust(hardFail(crl(ROOT), crl(ISSUING).revoke(BILLING.getSerialNumber(), 8)));

        assertThat(code(trust, SHOWN)).isEqualTo("revoked");
    }

    @Test
    void one_of_two_crls_is_enough_to_revoke() {
        CrlDraft older = crl(ISSUING).from(NOON.minusSeconds(7200)).revoke(BILLING);

        assertThat(code(trust(hardFail(crl(ROOT), older, crl(ISSUING))), SHOWN)).isEqualTo("revoked");
        assertThat(code(trust(hardFail(crl(ROOT), crl(ISSUING), older)), SHOWN)).isEqualTo("revoked");
    }

    @Test
    void the_same_number_of_another_issuer_is_not_meant() {
        TestCa other = below(ROOT, "Other");

        assertThat(code(trust(hardFail(crl(ROOT), crl(ISSUING), crl(other).revoke(BILLING))), SHOWN))
                .isEqualTo("known");
        assertThat(code(trust(hardFail(crl(ROOT).revoke(BILLING), crl(ISSUING).revoke(BigInteger.ONE))), SHOWN))
                .isEqualTo("known");
    }

    @Test
    void the_issuers_new_key_may_speak_if_the_old_one_or_its_own_issuer_says_so() {
        TestCa renewed = ISSUING.but(ca -> ca.ec("secp384r1"));
        TestCa byItself = renewed.crossSignedBy(ISSUING);
        TestCa byStranger = renewed.crossSignedBy(below(ROOT, "Stranger"));
        ClientTrust trust = trust(hardFail(
                crl(ROOT),
                crl(ISSUING).signedBy(renewed),
                crl(ISSUING).revoke(BigInteger.ONE).until(NOON)));

        assertThat(code(trust, SHOWN)).isEqualTo("revocation-unknown");
        assertThat(code(trust, with(renewed.certificate()))).isEqualTo("known");
        assertThat(code(trust, with(byStranger.certificate()))).isEqualTo("revocation-unknown");
        assertThat(code(
                        trust(hardFail(
                                crl(ROOT),
                                crl(ISSUING),
                                crl(ISSUING).signedBy(renewed).revoke(BILLING))),
                        with(byItself.certificate())))
                .as("although the old key's CRL does not list it")
                .isEqualTo("revoked");
    }

    @Test
    void a_revoked_key_for_crls_says_nothing() {
        TestCa signer = ISSUING.but(ca -> ca.ec("secp384r1").keyUsage(KeyUsageBit.CRL_SIGN));
        CrlDraft signed = crl(ISSUING).signedBy(signer);

        assertThat(code(trust(hardFail(crl(ROOT), signed)), with(signer.certificate())))
                .isEqualTo("known");
        assertThat(code(trust(hardFail(crl(ROOT).revoke(signer.certificate()), signed)), with(signer.certificate())))
                .isEqualTo("revocation-unknown");
    }

    @Test
    void a_revoked_caller_does_not_come_in_by_another_path() {
        TestCa mute = ISSUING.but(ca -> ca.keyUsage(KeyUsageBit.KEY_CERT_SIGN));
        Revocation revocation = soft(crl(ROOT), crl(ISSUING).revoke(BILLING));

        assertThat(code(trust(revocation), with(mute.certificate()))).isEqualTo("revoked");
        assertThat(code(trust(revocation), List.of(BILLING, mute.certificate(), ISSUING.certificate())))
                .isEqualTo("revoked");
    }

    @Test
    void the_key_of_a_revoked_ca_is_followed_on_no_other_path() {
        TestCa other = ca("Other Root");
        TestCa cross = ISSUING.crossSignedBy(other);
        Revocation revocation = hardFail(crl(ROOT).revoke(ISSUING.certificate()), crl(other), crl(ISSUING));
        ClientTrust both = trusting(ROOT, other).revocation(revocation).build();
        ClientTrust one = trusting(other).revocation(revocation).build();

        assertThat(code(both, SHOWN)).isEqualTo("revoked");
        assertThat(code(one, with(cross.certificate()))).isEqualTo("known");
    }

    @Test
    void soft_fail_does_not_follow_the_key_of_a_revoked_ca_either() {
        TestCa other = ca("Other Root");
        TestCa between = below(other, "Between");
        TestCa longer = ISSUING.crossSignedBy(between);
        ClientTrust both = trusting(ROOT, other)
                .revocation(soft(crl(between).revoke(longer.certificate())))
                .build();

        assertThat(code(both, SHOWN)).isEqualTo("known");
        assertThat(code(both, with(longer.certificate(), between.certificate())))
                .isEqualTo("revoked");
    }

    @Test
    void a_pinned_key_does_not_bring_in_a_path_that_is_revoked_nor_one_that_is_not_pinned() {
        TestCa other = ca("Other Root");
        TestCa cross = ISSUING.crossSignedBy(other);
        Pins pins = Pins.of(Set.of(
                SubjectKey.pin(other.certificate()),
                SubjectKey.pin(ca("in the safe").certificate())));
        CrlDraft all = crl(other);
        CrlDraft revoking = crl(other).revoke(cross.certificate());

        assertThat(code(pinning(pins, other, hardFail(crl(ROOT), all, crl(ISSUING))), with(cross.certificate())))
                .isEqualTo("known");
        assertThat(code(pinning(pins, other, hardFail(crl(ROOT), revoking, crl(ISSUING))), with(cross.certificate())))
                .isEqualTo("revoked");
        assertThat(code(pinning(pins, other, soft(revoking)), with(cross.certificate())))
                .isEqualTo("revoked");
        assertThat(code(pinning(pins, other, soft(crl(ISSUING))), with(cross.certificate())))
                .isEqualTo("known");
        assertThat(code(pinning(pins, other, hardFail(crl(ROOT), all, crl(ISSUING))), SHOWN))
                .isEqualTo("not-pinned");
    }

    private static ClientTrust pinning(Pins pins, TestCa other, Revocation revocation) {
        return trusting(ROOT, other).pins(pins).revocation(revocation).build();
    }

    /** The CRL is signed with another key of the CA, whose certificate the caller may show, or not. */
    @Test
    void a_revoked_caller_who_does_not_show_the_signer_of_the_crl_is_not_let_in_by_soft_fail() {
        TestCa second = ROOT.intermediate("Issuing").but(Asking::wide);
        CrlDraft listing = crl(second).revoke(BILLING);
        CrlDraft silent = crl(second);

        assertThat(code(trust(soft(crl(ROOT), listing)), with(second.certificate())))
                .isEqualTo("revoked");
        assertThat(code(trust(soft(crl(ROOT), listing)), SHOWN)).isEqualTo("revocation-unknown");
        assertThat(code(trust(soft(crl(ROOT), silent)), SHOWN)).isEqualTo("known");
    }

    @Test
    void what_is_unknown_on_one_path_may_be_known_on_another() {
        TestCa other = ca("Other Root");
        TestCa cross = ISSUING.crossSignedBy(other);
        ClientTrust both = trusting(ROOT, other)
                .revocation(hardFail(crl(other), crl(ISSUING)))
                .build();

        assertThat(code(both, SHOWN)).isEqualTo("revocation-unknown");
        assertThat(code(both, with(cross.certificate()))).isEqualTo("known");
    }

    @Test
    void an_anchor_proves_itself() {
        ClientTrust trust = trusting(ROOT).revocation(hardFail(crl(ISSUING))).build();

        assertThat(code(trust, List.of(client(ROOT).issue().certificate()))).isEqualTo("revocation-unknown");
        assertThat(trustingCaller(BILLING, hardFail(crl(ISSUING).revoke(BILLING))))
                .isEqualTo("known");
    }

    @Test
    void a_spiffe_trust_asks_too() {
        X509Certificate svid = client(ROOT)
                .noSubject()
                .spiffe("spiffe://prod.example/billing")
                .issue()
                .certificate();
        ClientTrust trust = ClientTrust.named("spiffe")
                .spiffe(java.util.Map.of("prod.example", List.of(ROOT.certificate())))
                .revocation(hardFail(crl(ROOT).revoke(svid).until(NOON.plusSeconds(60))))
                .build();

        assertThat(code(trust, List.of(svid), PeerRule.parse("spiffe://prod.example/**")))
                .isEqualTo("revoked");
    }

    @Test
    void a_trust_without_paths_cannot_ask() {
        Revocation revocation = hardFail(crl(ROOT));

        assertThatThrownBy(() -> ClientTrust.named("partners")
                        .container()
                        .revocation(revocation)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("revocation");
        assertThatThrownBy(() -> Revocation.hardFail(List.of())).hasMessageContaining("no CRL");
        assertThatThrownBy(() -> revocation.maximumAge(Duration.ZERO)).hasMessageContaining("'PT0S'");
    }

    private static String trustingCaller(X509Certificate caller, Revocation revocation) {
        ClientTrust trust = ClientTrust.named("partners")
                .anchors(List.of(caller))
                .revocation(revocation)
                .build();
        return code(trust, List.of(caller));
    }

    private static List<X509Certificate> with(X509Certificate... more) {
        return Stream.concat(SHOWN.stream(), Stream.of(more)).toList();
    }

    private static ClientTrust trust(Revocation revocation) {
        return trusting(ROOT).revocation(revocation).build();
    }

    private static String codeAt(ClientTrust trust, Instant now) {
        return trust.verify(SHOWN, Way.DIRECT, PeerRules.ANYBODY, now).either(peer -> "known", Refusal::code);
    }

    private static CrlDraft crl(TestCa ca) {
        return ca.crl().from(NOON.minusSeconds(3600)).until(NOON.plus(Duration.ofDays(7)));
    }

    private static Revocation soft(CrlDraft... drafts) {
        return hardFail(drafts).mode(RevocationMode.INSECURE_SOFT_FAIL);
    }

    private static Revocation hardFail(CrlDraft... drafts) {
        List<Crl> crls = new ArrayList<>();
        for (CrlDraft draft : drafts) {
            try {
                crls.addAll(OddCrl.read(draft.issue()));
            } catch (IOException e) {
                throw new UncheckedIOException("a good CRL can be read", e);
            }
        }
        return Revocation.hardFail(crls);
    }
}
