// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.read;
import static dev.sallyport.peer.Asking.trusting;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.Way;
import dev.sallyport.fetch.Background;
import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.Expiring.Kind;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trust says of what will end: whom it believes, what it asks, and who came. */
class TrustExpiryTest {

    private static final TestCa ROOT = ca("Root");
    private static final TestCa OLD = ca("Old Root");

    @Test
    void every_anchor_is_watched_also_one_that_retires_and_no_other_once_the_trust_has_become_another() {
        AnchorLedger ledger = new AnchorLedger("partners", Event::message);
        ClientTrust trust = trusting(ROOT)
                .retiring(List.of(OLD.certificate()), NOON.plus(9, DAYS), ledger)
                .build();

        assertThat(trust.expiring(NOON))
                .containsExactlyInAnyOrder(
                        Expiring.of(Kind.TRUST_ANCHOR, "partners", ROOT.certificate()),
                        Expiring.of(Kind.TRUST_ANCHOR, "partners", OLD.certificate()));

        trust.become(trusting(OLD).build());
        assertThat(trust.expiring(NOON)).containsExactly(Expiring.of(Kind.TRUST_ANCHOR, "partners", OLD.certificate()));
    }

    @Test
    void crls_of_files_and_folders_are_watched_until_the_next_should_come(@TempDir Path folder) throws IOException {
        Files.write(
                folder.resolve("old.crl"),
                OLD.crl().from(NOON.minus(1, DAYS)).until(NOON.plus(3, DAYS)).issue());
        Revocation revocation = Revocation.hardFail(
                        List.of(read(ROOT.crl().from(NOON.minus(1, DAYS)).until(NOON.plus(90, DAYS)))))
                .folders(List.of(CrlFolder.open(folder)));
        try (Background background = new Background(Runnable::run, () -> NOON, new Random(1), Event::message)) {
            ClientTrust trust = trusting(ROOT, OLD)
                    .revocation(revocation)
                    .background(background)
                    .build();

            assertThat(ends(trust)).containsExactlyInAnyOrder(NOON.plus(90, DAYS), NOON.plus(3, DAYS));
        }
    }

    @Test
    void a_crl_that_speaks_of_callers_ends_when_it_is_too_old_to_speak_of_them() {
        Revocation revocation = Revocation.hardFail(
                        List.of(read(ROOT.crl().from(NOON.minus(1, DAYS)).until(NOON.plus(90, DAYS)))))
                .maximumAge(Duration.ofDays(10));
        ClientTrust trust = trusting(ROOT).revocation(revocation).build();
        assertThat(ends(trust)).containsExactly(NOON.plus(90, DAYS));

        assertThat(code(trust, client(ROOT).issue().chain())).isEqualTo("known");

        assertThat(ends(trust)).containsExactly(NOON.plus(9, DAYS));
    }

    @Test
    void a_caller_who_is_let_in_is_seen_and_one_whom_the_trust_or_a_rule_refuses_is_not() {
        ClientTrust trust = trusting(ROOT).build();
        Issued billing = client(ROOT).spiffe("spiffe://acme.example/billing").issue();

        code(trust, client(ca("Stranger")).issue().chain());
        code(trust, client(ROOT).spiffe("spiffe://acme.example/other").issue().chain(), rule());
        assertThat(seen(trust)).isEmpty();

        assertThat(code(trust, billing.chain(), rule())).isEqualTo("known");
        assertThat(seen(trust))
                .containsExactly(Expiring.of(Kind.PEER, "spiffe://acme.example/billing", billing.certificate()));
    }

    @Test
    void a_caller_who_comes_after_the_trust_became_another_is_seen_and_who_does_not_is_forgotten() {
        ClientTrust trust = trusting(ROOT).build();
        assertThat(code(trust, client(ROOT).issue().chain())).isEqualTo("known");
        trust.become(trust.newBuilder().anchors(List.of(OLD.certificate())).build());
        assertThat(seen(trust)).isEmpty();

        assertThat(code(trust, client(OLD).issue().chain())).isEqualTo("known");

        assertThat(seen(trust)).singleElement().returns(OLD.certificate().getSubjectX500Principal(), Expiring::issuer);
    }

    @Test
    void a_caller_who_comes_again_once_his_verdict_was_forgotten_is_seen_again() {
        ClientTrust trust = trusting(ROOT).build();
        Issued billing = client(ROOT).until(NOON.plus(20, DAYS)).issue();
        assertThat(code(trust, billing.chain())).isEqualTo("known");
        trust.expiring(NOON.plus(30, DAYS)); // forgets who has expired by then
        X509Certificate[] presented = billing.chain().toArray(X509Certificate[]::new);

        assertThat(trust.recall(presented, Way.DIRECT, PeerRules.ANYBODY, NOON)).isPresent();
        assertThat(seen(trust)).isEmpty();

        trust.verify(billing.chain(), Way.DIRECT, PeerRules.ANYBODY, NOON.plus(Duration.ofHours(2)));
        assertThat(seen(trust)).hasSize(1);
    }

    private static List<Expiring> seen(ClientTrust trust) {
        return trust.expiring(NOON).stream()
                .filter(expiring -> expiring.kind() == Kind.PEER)
                .toList();
    }

    private static PeerRule rule() {
        return PeerRule.parse("spiffe://acme.example/billing");
    }

    private static List<Instant> ends(ClientTrust trust) {
        return trust.expiring(NOON).stream()
                .filter(expiring -> expiring.kind() == Kind.CRL)
                .map(Expiring::notAfter)
                .toList();
    }
}
