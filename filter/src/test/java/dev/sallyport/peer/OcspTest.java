// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Responding.BILLING;
import static dev.sallyport.peer.Responding.ISSUING;
import static dev.sallyport.peer.Responding.QUESTION;
import static dev.sallyport.peer.Responding.ROOT;
import static dev.sallyport.peer.Responding.asked;
import static dev.sallyport.peer.Responding.check;
import static dev.sallyport.peer.Responding.ocsp;
import static dev.sallyport.peer.Responding.question;
import static dev.sallyport.peer.Responding.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.fetch.Answer;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.KeyUsageBit;
import dev.sallyport.testca.OcspDraft;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which OCSP responses are believed, and what they say then. */
class OcspTest {

    private static final String NOBODY = "signed by nobody who may answer";

    @Test
    void the_issuer_says_that_a_certificate_is_good_revoked_or_not_known() {
        assertThat(says(ocsp(ISSUING).good(BILLING))).isEqualTo("good");
        assertThat(says(ocsp(ISSUING).revoked(BILLING))).isEqualTo("revoked");
        assertThat(says(ocsp(ISSUING).unknown(BILLING))).isEqualTo("unknown");
    }

    @Test
    void for_whatever_reason_it_was_revoked_it_is() {
        int onHold = 6;
        int removed = 8;

        assertThat(says(ocsp(ISSUING).revoked(BILLING, onHold))).isEqualTo("revoked");
        assertThat(says(ocsp(ISSUING).revoked(BILLING, removed))).isEqualTo("revoked");
    }

    @Test
    void of_several_entries_about_it_the_worst_counts() {
        assertThat(says(ocsp(ISSUING).good(BILLING).revoked(BILLING))).isEqualTo("revoked");
        assertThat(says(ocsp(ISSUING).revoked(BILLING).good(BILLING))).isEqualTo("revoked");
        assertThat(says(ocsp(ISSUING).revoked(BILLING).unknown(BILLING))).isEqualTo("revoked");
        assertThat(says(ocsp(ISSUING).good(BILLING).unknown(BILLING))).isEqualTo("unknown");
        assertThat(says(ocsp(ISSUING).good(BILLING).sha256().good(BILLING))).isEqualTo("good");
    }

    @Test
    void entries_about_others_say_nothing_of_it() {
        X509Certificate neighbour = client(ISSUING).issue().certificate();
        TestCa renewed = ISSUING.but(ca -> ca.ec("secp384r1"));
        TestCa other = below(ROOT, "Other");

        assertThat(says(ocsp(ISSUING).revoked(neighbour).good(BILLING))).isEqualTo("good");
        assertThat(says(ocsp(ISSUING).good(neighbour))).contains("does not speak of the certificate");
        assertThat(says(ocsp(ISSUING).good(other, BILLING))).contains("does not speak of the certificate");
        assertThat(says(ocsp(ISSUING).good(renewed, BILLING)))
                .as("the same name and number, another key")
                .contains("does not speak of the certificate");
        assertThat(says(ocsp(ISSUING))).contains("does not speak of the certificate");
    }

    @Test
    void the_responder_may_call_certificates_by_another_digest() {
        X509Certificate neighbour = client(ISSUING).issue().certificate();

        assertThat(says(ocsp(ISSUING).sha256().good(BILLING))).isEqualTo("good");
        assertThat(says(ocsp(ISSUING).sha256().revoked(BILLING))).isEqualTo("revoked");
        assertThat(says(ocsp(ISSUING).sha256().good(neighbour))).contains("does not speak");
    }

    @Test
    void nobody_else_signs_in_the_issuers_name() {
        TestCa sameName = below(ROOT, "Issuing");

        assertThat(says(ocsp(ISSUING).good(BILLING).key(sameName.privateKey()))).contains(NOBODY);
        assertThat(says(ocsp(ISSUING).good(BILLING).key(ROOT.privateKey()))).contains(NOBODY);
        assertThat(says(ocsp(ROOT).good(ISSUING, BILLING))).contains(NOBODY);
        assertThat(says(ocsp(ROOT).good(ISSUING, BILLING).show(ROOT.certificate())))
                .contains(NOBODY);
    }

    @Test
    void the_responder_is_who_it_calls_itself() {
        Issued responder = responder(ISSUING).issue();

        assertThat(says(ocsp(ISSUING).byKey().good(BILLING))).isEqualTo("good");
        assertThat(says(ocsp(ISSUING).byKey().good(BILLING).signedBy(responder)))
                .isEqualTo("good");
        assertThat(says(ocsp(ISSUING).good(BILLING).signedBy(responder).key(ISSUING.privateKey())))
                .contains(NOBODY);
        assertThat(says(ocsp(ISSUING).byKey().good(BILLING).signedBy(responder).key(ISSUING.privateKey())))
                .contains(NOBODY);
    }

    @Test
    void a_responder_that_the_issuer_certified_for_it_may_answer() {
        assertThat(says(by(responder(ISSUING)))).isEqualTo("good");
        assertThat(says(by(responder(ISSUING).keyUsage()))).isEqualTo("good");
        assertThat(says(by(responder(ISSUING).usage(Usage.CLIENT_AUTH, Usage.OCSP_SIGNING))))
                .isEqualTo("good");
        assertThat(says(by(responder(ISSUING))
                        .show(ISSUING.certificate())
                        .show(ROOT.certificate())
                        .show(BILLING)))
                .isEqualTo("good");
    }

    @Test
    void a_responder_that_was_certified_for_something_else_may_not() {
        assertThat(says(by(responder(ISSUING).usage(Usage.CLIENT_AUTH)))).contains(NOBODY, "lacks OCSPSigning");
        assertThat(says(by(responder(ISSUING).usage()))).contains("lacks OCSPSigning");
        assertThat(says(by(responder(ISSUING).usage(Usage.ANY)))).contains("lacks OCSPSigning");
        assertThat(says(by(responder(ISSUING).keyUsage(KeyUsageBit.KEY_ENCIPHERMENT))))
                .contains("lacks digitalSignature");
        assertThat(says(by(responder(ISSUING).ca(true)))).contains("it is a CA's");
        assertThat(says(by(responder(ISSUING).extension("1.2.3.4", true, new byte[] {5, 0}))))
                .contains("1.2.3.4");
    }

    @Test
    void a_responder_that_somebody_else_certified_may_not() {
        String notIssued = "the issuer has not issued";
        TestCa sameName = below(ROOT, "Issuing");
        TestCa responders = below(ISSUING, "Responders");

        assertThat(says(by(responder(ROOT)))).contains(NOBODY, notIssued);
        assertThat(says(by(responder(sameName)))).contains(notIssued);
        assertThat(says(by(responder(responders)).show(responders.certificate())))
                .as("the issuer itself must have")
                .contains(notIssued);
        assertThat(says(by(responder(ISSUING).selfSigned()))).contains(notIssued);
    }

    @Test
    void a_responders_certificate_is_of_today_strong_and_shown() {
        assertThat(says(by(responder(ISSUING).until(NOON)))).isEqualTo("good");
        assertThat(says(by(responder(ISSUING).until(NOON.minusSeconds(1))))).contains(NOBODY, "expired");
        assertThat(says(by(responder(ISSUING).from(NOON)))).isEqualTo("good");
        assertThat(says(by(responder(ISSUING).from(NOON.plusSeconds(1))))).contains(NOBODY, "valid");
        assertThat(says(by(responder(ISSUING).rsa(2048)))).isEqualTo("good");
        assertThat(says(by(responder(ISSUING).rsa(1024)))).contains(NOBODY, "1024 bits");
        assertThat(says(by(responder(ISSUING)).showNone())).contains(NOBODY);
    }

    @Test
    void a_responder_that_a_crl_lists_may_not_answer() throws IOException {
        Issued responder = responder(ISSUING).issue();
        byte[] response = ocsp(ISSUING).good(BILLING).signedBy(responder).issue();
        Crl listing = crl(ISSUING.crl()
                .revoke(responder.certificate())
                .from(NOON.minusSeconds(60))
                .issue());
        Crl silent = crl(ISSUING.crl().from(NOON.minusSeconds(60)).issue());

        assertThat(says(check(AlgorithmPolicy.DEFAULT, listing), response, NOON))
                .contains(NOBODY, "is revoked");
        assertThat(says(check(AlgorithmPolicy.DEFAULT, silent), response, NOON)).isEqualTo("good");
    }

    @Test
    void a_weak_signature_says_nothing() {
        Draft draft = responder(ISSUING).rsa(2048);
        byte[] weak = by(draft).signature("SHA1withRSA").issue();
        AlgorithmPolicy old = AlgorithmPolicy.parse(AlgorithmPolicy.DEFAULT + ", insecure-sha-1");

        assertThat(says(weak)).contains("weak algorithm 1.2.840.113549.1.1.5");
        assertThat(says(check(old), weak, NOON)).isEqualTo("good");
        assertThat(says(by(draft).signature("SHA512withRSA"))).isEqualTo("good");
    }

    @Test
    void a_response_is_right_from_this_update_to_the_next_and_a_clock_may_differ_by_a_minute() {
        byte[] response = ocsp(ISSUING)
                .from(NOON)
                .until(NOON.plusSeconds(60))
                .good(BILLING)
                .issue();

        assertThat(at(NOON.minusSeconds(60), response)).isEqualTo("good");
        assertThat(at(NOON.minusSeconds(60).minusNanos(1), response)).contains("of the future");
        assertThat(at(NOON.plusSeconds(60).minusNanos(1), response)).isEqualTo("good");
        assertThat(at(NOON.plusSeconds(60), response)).contains("holds from 2026-06-01T12:00:00Z to");
    }

    @Test
    void what_is_of_the_future_in_a_response_of_today_says_nothing() {
        OcspDraft early = ocsp(ISSUING).from(NOON.plusSeconds(61)).producedAt(NOON);

        assertThat(says(early.good(BILLING))).contains("holds from");
        assertThat(says(ocsp(ISSUING)
                        .from(NOON.plusSeconds(60))
                        .producedAt(NOON)
                        .good(BILLING)))
                .isEqualTo("good");
        assertThat(says(ocsp(ISSUING).producedAt(NOON.plusSeconds(61)).good(BILLING)))
                .contains("of the future");
    }

    @Test
    void a_response_from_before_the_certificate_says_nothing_of_it() {
        Instant since = BILLING.getNotBefore().toInstant();

        assertThat(says(ocsp(ISSUING).producedAt(since.minusSeconds(60)).good(BILLING)))
                .isEqualTo("good");
        assertThat(says(ocsp(ISSUING).producedAt(since.minusSeconds(61)).good(BILLING)))
                .contains("older than the certificate");
    }

    @Test
    void without_next_update_and_with_a_late_one_the_maximum_age_binds() {
        Duration days = Duration.ofDays(2);
        byte[] open = ocsp(ISSUING).from(NOON).open().good(BILLING).issue();
        byte[] late = ocsp(ISSUING)
                .from(NOON)
                .until(NOON.plus(days.multipliedBy(2)))
                .good(BILLING)
                .issue();

        assertThat(at(NOON.plus(days).minusNanos(1), open)).isEqualTo("good");
        assertThat(at(NOON.plus(days), open)).contains("holds from");
        assertThat(at(NOON.plus(days).minusNanos(1), late)).isEqualTo("good");
        assertThat(at(NOON.plus(days), late)).contains("holds from");
    }

    @Test
    void what_is_said_of_a_ca_may_be_a_year_old() throws UnreadableException {
        X509Certificate ca = below(ROOT, "Old")
                .but(older -> older.from(NOON.minus(Duration.ofDays(400))))
                .certificate();
        byte[] old = ocsp(ROOT)
                .from(NOON.minus(Duration.ofDays(300)))
                .open()
                .good(ca)
                .issue();
        OcspQuestion ofCa = question(asked(ca, ROOT, false, NOON));

        assertThat(check(AlgorithmPolicy.DEFAULT)
                        .read(old, ofCa, Optional.empty(), NOON)
                        .status())
                .isEqualTo(OcspEntry.Status.GOOD);
    }

    @Test
    void an_entry_that_is_out_of_time_does_not_count_beside_one_of_today() {
        OcspDraft both = ocsp(ISSUING)
                .until(NOON)
                .revoked(BILLING)
                .until(NOON.plusSeconds(60))
                .good(BILLING);

        assertThat(says(both)).isEqualTo("good");
    }

    @Test
    void an_answer_ends_with_the_first_of_its_entries_and_with_the_certificate_of_its_responder() {
        Instant soon = NOON.plusSeconds(30);

        assertThat(end(ocsp(ISSUING)
                        .until(soon)
                        .good(BILLING)
                        .until(NOON.plusSeconds(60))
                        .good(BILLING)))
                .isEqualTo(soon);
        assertThat(end(by(responder(ISSUING).until(soon)))).isEqualTo(soon);
        assertThat(end(by(responder(ISSUING)))).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void an_answer_to_another_request_is_refused_and_one_to_all_is_not() throws UnreadableException {
        byte[] ours = {1, 2, 3};
        OcspCheck check = check(AlgorithmPolicy.DEFAULT);
        byte[] same = ocsp(ISSUING).good(BILLING).nonce(ours).issue();
        byte[] none = ocsp(ISSUING).good(BILLING).issue();
        byte[] other = ocsp(ISSUING).good(BILLING).nonce(new byte[] {1, 2, 4}).issue();

        assertThat(check.read(same, QUESTION, Optional.of(ours), NOON).status()).isEqualTo(OcspEntry.Status.GOOD);
        assertThat(check.read(none, QUESTION, Optional.of(ours), NOON).status()).isEqualTo(OcspEntry.Status.GOOD);
        assertThat(refused(check, other, ours)).contains("answers another request");
    }

    @Test
    void a_critical_extension_that_is_unknown_says_that_nothing_is_known() {
        byte[] value = {5, 0};
        String scts = "1.3.6.1.4.1.11129.2.4.5";

        assertThat(says(ocsp(ISSUING).good(BILLING).extension("1.2.3", true, value)))
                .contains("critical extension 1.2.3");
        assertThat(says(ocsp(ISSUING).good(BILLING).extension("1.2.3", false, value)))
                .isEqualTo("good");
        assertThat(says(ocsp(ISSUING).good(BILLING, "1.2.3", true, value))).contains("critical extension 1.2.3");
        assertThat(says(ocsp(ISSUING).good(BILLING, "1.2.3", false, value))).isEqualTo("good");
        assertThat(says(ocsp(ISSUING).good(BILLING, scts, true, value))).isEqualTo("good");
    }

    @Test
    void no_bit_of_what_is_signed_can_be_changed() {
        byte[] good = ocsp(ISSUING).good(BILLING).issue();
        for (int at = 0; at < good.length; at++) {
            byte[] changed = good.clone();
            changed[at] ^= 1;
            assertThat(says(changed)).as("with byte " + at + " changed").isNotIn("good", "revoked", "unknown");
        }
        assertThat(says(good)).isEqualTo("good");
    }

    @Test
    void an_answer_becomes_a_status_until_it_ends() {
        Instant end = NOON.plusSeconds(60);

        assertThat(status(OcspEntry.Status.GOOD, NOON)).isEqualTo(new RevocationStatus.Good(end));
        assertThat(status(OcspEntry.Status.REVOKED, NOON))
                .isInstanceOfSatisfying(
                        RevocationStatus.Revoked.class,
                        revoked -> assertThat(revoked.refusal().message())
                                .contains("CN=billing", QUESTION.id().number(), "OCSP of 2026-06-01T12:00:00Z"));
        assertThat(status(OcspEntry.Status.UNKNOWN, NOON))
                .isInstanceOfSatisfying(RevocationStatus.Unknown.class, unknown -> {
                    assertThat(unknown.refusal().message()).contains("does not know it");
                    assertThat(unknown.until()).isEqualTo(end);
                });
    }

    @Test
    void an_answer_is_none_before_its_time_for_a_clock_may_be_put_back() {
        assertThat(status(OcspEntry.Status.GOOD, NOON.minusSeconds(60))).isInstanceOf(RevocationStatus.Good.class);
        assertThat(status(OcspEntry.Status.GOOD, NOON.minusSeconds(61))).isInstanceOf(RevocationStatus.Unknown.class);
    }

    private static RevocationStatus status(OcspEntry.Status said, Instant now) {
        Instant end = NOON.plusSeconds(60);
        return new OcspSource(any -> new Answer.Held<>(new OcspAnswer(said, NOON, end), end))
                .status(asked(BILLING, ISSUING, true, now));
    }

    private static Draft responder(TestCa ca) {
        return ca.responder("Responder").from(NOON.minus(Duration.ofDays(30))).until(NOON.plus(Duration.ofDays(30)));
    }

    private static OcspDraft by(Draft responder) {
        return ocsp(ISSUING).good(BILLING).signedBy(responder.issue());
    }

    private static Crl crl(byte[] der) throws IOException {
        return OddCrl.read(der).get(0);
    }

    private static String at(Instant now, byte[] response) {
        return says(check(AlgorithmPolicy.DEFAULT), response, now);
    }

    private static Instant end(OcspDraft response) {
        try {
            return check(AlgorithmPolicy.DEFAULT)
                    .read(response.issue(), QUESTION, Optional.empty(), NOON)
                    .end();
        } catch (UnreadableException e) {
            throw new IllegalStateException("a good response is believed", e);
        }
    }

    private static String refused(OcspCheck check, byte[] response, byte[] nonce) {
        try {
            return check.read(response, QUESTION, Optional.of(nonce), NOON).toString();
        } catch (UnreadableException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
