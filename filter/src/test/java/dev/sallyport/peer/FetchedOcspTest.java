// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.OcspHost.bytes;
import static dev.sallyport.peer.OcspHost.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.testca.CrlDraft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.OcspDraft;
import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in by a trust that asks responders, by a clock that the test turns. */
class FetchedOcspTest extends Fetching {

    private final OcspHost host = new OcspHost((exchange, request) -> exchange.sendResponseHeaders(503, -1));
    private final X509Certificate billing =
            client(ROOT).ocspAt(host.url()).issue().certificate();

    @Override
    int port() {
        return host.port();
    }

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void a_caller_is_let_in_whom_the_responder_vouches_for_and_is_not_asked_about_again() {
        ClientTrust trust = trust(hardFail());
        host.script(says(ocsp().good(billing)));

        assertThat(recalled(trust, billing)).isFalse();
        assertThat(code(trust, billing)).isEqualTo("known");
        assertThat(recalled(trust, billing)).isTrue();
        assertThat(code(trust, billing)).isEqualTo("known");
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void who_was_revoked_and_whom_nobody_knows_is_not_let_in() {
        host.script(says(ocsp().revoked(billing)));
        assertThat(code(trust(hardFail()), billing)).isEqualTo("revoked");
        assertThat(code(trust(soft()), billing)).isEqualTo("revoked");

        host.script(says(ocsp().unknown(billing)));
        assertThat(code(trust(hardFail()), billing)).isEqualTo("revocation-unknown");
        assertThat(code(trust(soft()), billing)).isEqualTo("known");
    }

    @Test
    void a_stranger_makes_nobody_ask() {
        X509Certificate stranger = client(ca("Root")).ocspAt(host.url()).issue().certificate();

        assertThat(code(trust(hardFail()), stranger)).isEqualTo("unknown-issuer");
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void cas_on_the_path_are_asked_about_too_unless_only_callers_are() {
        TestCa issuing = below(ROOT, "Issuing").but(ca -> ca.ocspAt(host.url() + "/root"));
        X509Certificate caller =
                client(issuing).ocspAt(host.url() + "/issuing").issue().certificate();
        byte[] ofCaller = issuing.ocsp()
                .from(NOON.minusSeconds(60))
                .until(NOON.plusSeconds(60))
                .good(caller)
                .issue();
        byte[] ofCa = ocsp().revoked(issuing.certificate()).issue();
        host.script(
                (exchange, request) -> bytes(exchange.getRequestURI().getPath().endsWith("/root") ? ofCa : ofCaller)
                        .answer(exchange, request));

        assertThat(code(trust(hardFail()), caller, issuing.certificate())).isEqualTo("revoked");
        assertThat(code(trust(hardFail().scope(RevocationScope.LEAF_ONLY)), caller, issuing.certificate()))
                .isEqualTo("known");
    }

    @Test
    void whoever_was_let_in_is_refused_at_the_next_call_once_the_responder_has_changed_its_mind() {
        ClientTrust trust = trust(hardFail());
        host.script(says(ocsp().good(billing)));
        assertThat(code(trust, billing)).isEqualTo("known");
        assertThat(recalled(trust, billing)).isTrue();

        host.script(says(ocsp().from(NOON).revoked(billing)));
        now = NOON.plus(Duration.ofHours(1));
        background.lookAround();

        assertThat(recalled(trust, billing)).isFalse();
        assertThat(code(trust, billing)).isEqualTo("revoked");
    }

    @Test
    void an_outage_is_survived_until_the_end_of_the_last_answer_and_its_grace() {
        host.script(says(ocsp().until(NOON.plus(Duration.ofHours(4))).good(billing)));
        ClientTrust trust = trust(Revocation.hardFail(rules().grace(Duration.ofHours(2))));
        assertThat(code(trust, billing)).isEqualTo("known");
        host.script((exchange, request) -> exchange.sendResponseHeaders(503, -1));

        List<String> hourly = new ArrayList<>();
        for (int hour = 1; hour <= 7; hour++) {
            now = NOON.plus(Duration.ofHours(hour));
            background.lookAround();
            hourly.add(code(trust, billing));
        }

        assertThat(hourly)
                .containsExactly(
                        "known", "known", "known", "known", "known", "revocation-unknown", "revocation-unknown");
        assertThat(events).extracting(Event::code).containsExactly("fetch-fails");

        host.script(says(ocsp().from(now).until(now.plusSeconds(7200)).good(billing)));
        now = now.plus(Duration.ofMinutes(10));
        background.lookAround();
        assertThat(code(trust, billing)).isEqualTo("known");
        assertThat(events).extracting(Event::code).containsExactly("fetch-fails", "fetch-recovered");
    }

    @Test
    void an_unknown_is_asked_about_again_when_its_responder_is() {
        ClientTrust trust = trust(hardFail());
        assertThat(code(trust, billing)).isEqualTo("revocation-unknown");
        host.script(says(ocsp().good(billing)));

        now = NOON.plusSeconds(10).minusNanos(1);
        assertThat(code(trust, billing)).isEqualTo("revocation-unknown");
        now = NOON.plusSeconds(10);
        assertThat(code(trust, billing)).isEqualTo("known");
    }

    @Test
    void files_are_asked_first_and_responders_before_the_crls_that_are_fetched() {
        X509Certificate both = client(ROOT)
                .ocspAt(host.url() + "/ocsp")
                .extension("2.5.29.31", false, point(host.url() + "/crl"))
                .issue()
                .certificate();
        byte[] good = ocsp().good(both).issue();
        byte[] unknown = ocsp().unknown(both).issue();
        byte[] crl = crl().revoke(both).issue();
        ClientTrust withFiles = trust(hardFail().crls(List.of(Asking.read(crl()))));
        assertThat(code(withFiles, both)).isEqualTo("known");
        assertThat(host.asked()).isEmpty();

        serve(good, crl);
        assertThat(code(trust(hardFail()), both)).isEqualTo("known");
        assertThat(host.asked()).hasSize(1);

        serve(unknown, crl);
        assertThat(code(trust(hardFail()), both)).isEqualTo("revoked");
        assertThat(host.asked()).hasSize(3);
    }

    @Test
    void a_responder_that_a_crl_file_lists_is_believed_no_more() {
        Issued responder =
                ROOT.responder("Responder").until(NOON.plusSeconds(3600)).issue();
        host.script(says(ocsp().good(billing).signedBy(responder)));
        CrlDraft other = ca("Other").crl();
        CrlDraft listing = crl().revoke(responder.certificate()).until(NOON);

        assertThat(code(trust(hardFail().crls(List.of(Asking.read(other)))), billing))
                .isEqualTo("known");
        assertThat(code(trust(hardFail().crls(List.of(Asking.read(listing)))), billing))
                .as("although that CRL is out of date and says nothing of others")
                .isEqualTo("revocation-unknown");
    }

    private void serve(byte[] response, byte[] crl) {
        host.script(
                (exchange, request) -> bytes(exchange.getRequestURI().getPath().endsWith("/crl") ? crl : response)
                        .answer(exchange, request));
    }

    private static byte[] point(String uri) {
        return OddCrl.sequence(OddCrl.sequence(OddCrl.place(uri)));
    }

    private static OcspDraft ocsp() {
        return ROOT.ocsp().from(NOON.minusSeconds(60)).until(NOON.plus(Duration.ofHours(8)));
    }

    private Revocation soft() {
        return hardFail().mode(RevocationMode.INSECURE_SOFT_FAIL);
    }
}
