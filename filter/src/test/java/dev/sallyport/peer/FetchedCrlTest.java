// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.fetch.FetchRules;
import dev.sallyport.fetch.HostRule;
import dev.sallyport.fetch.LoopbackHost;
import dev.sallyport.keys.Expiring;
import dev.sallyport.testca.CrlDraft;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is fetched of CRLs, from a server on loopback that counts, by a clock that the test turns. */
class FetchedCrlTest extends Fetching {

    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    private static final String AUTHORITY_INFO = "1.3.6.1.5.5.7.1.1";

    private final LoopbackHost host = new LoopbackHost(LoopbackHost.content(new byte[0]));
    private final LoopbackHost forbidden = new LoopbackHost(LoopbackHost.content(new byte[0]));
    private final X509Certificate billing = caller(host.url("/root.crl"));
    private final X509Certificate shipping = caller(host.url("/root.crl"));

    @Override
    int port() {
        return host.port();
    }

    @AfterEach
    void closeHosts() {
        host.close();
        forbidden.close();
    }

    @Test
    void a_crl_is_fetched_once_and_says_who_is_revoked() {
        serve(crl().revoke(billing));
        ClientTrust trust = trust(hardFail());

        assertThat(code(trust, billing)).isEqualTo("revoked");
        assertThat(code(trust, shipping)).isEqualTo("known");
        assertThat(code(trust, caller(host.url("/root.crl")))).isEqualTo("known");
        assertThat(host.connections()).isEqualTo(1);
        assertThat(host.asked().get(0)).startsWith("GET /root.crl HTTP/1.1").contains("Accept: application/pkix-crl");
    }

    @Test
    void a_crl_that_was_fetched_is_watched_until_its_end() {
        serve(crl());
        ClientTrust trust = trust(hardFail());
        assertThat(trust.expiring(NOON)).hasSize(1);

        assertThat(code(trust, billing)).isEqualTo("known");

        assertThat(trust.expiring(NOON))
                .contains(Expiring.crl(
                        "partners",
                        ROOT.certificate().getSubjectX500Principal(),
                        NOON.minusSeconds(60),
                        NOON.plus(Duration.ofDays(7))));
    }

    @Test
    void each_ca_on_the_path_is_asked_about_where_its_own_certificate_says() {
        TestCa issuing = below(ROOT, "Issuing").but(ca -> points(ca, host.url("/root.crl")));
        Draft leaf = client(issuing);
        points(leaf, host.url("/issuing.crl"));
        X509Certificate caller = leaf.issue().certificate();
        host.script((head, out) -> LoopbackHost.content(
                        head.contains("/root.crl")
                                ? crl().revoke(issuing.certificate()).issue()
                                : issuing.crl()
                                        .from(NOON.minusSeconds(60))
                                        .until(NOON.plusSeconds(3600))
                                        .issue())
                .answer(head, out));

        assertThat(code(trust(hardFail()), caller, issuing.certificate())).isEqualTo("revoked");
        assertThat(code(trust(hardFail().scope(RevocationScope.LEAF_ONLY)), caller, issuing.certificate()))
                .isEqualTo("known");
        assertThat(host.connections()).isEqualTo(3);
    }

    @Test
    void a_hostile_certificate_makes_nobody_connect_to_anything_on_whatever_path() {
        String loopback = "http://127.0.0.1:" + forbidden.port();
        List<String> hostile = List.of(
                "file:///etc/passwd",
                "ldap://127.0.0.1:" + forbidden.port() + "/cn=crl",
                "jar:" + loopback + "/a.jar!/b",
                "ftp://127.0.0.1:" + forbidden.port() + "/a.crl",
                loopback + "/a.crl",
                "http://user@127.0.0.1:" + host.port() + "/a.crl",
                "http://localhost:" + host.port() + "/a.crl",
                "http://2130706433:" + host.port() + "/a.crl",
                "http://169.254.169.254/latest/meta-data/",
                "http://metadata.google.internal/computeMetadata/v1/",
                "http://never.example/a.crl");
        for (String url : hostile) {
            Draft draft = client(ROOT);
            points(draft, url);
            access(draft, url);
            X509Certificate trusted = draft.issue().certificate();
            X509Certificate stranger = stranger(url);

            assertThat(code(trust(hardFail()), trusted)).as(url).isEqualTo("revocation-unknown");
            assertThat(code(trust(hardFail()), stranger)).as(url).isEqualTo("unknown-issuer");
        }
        assertThat(code(trust(hardFail()), stranger(host.url("/root.crl")))).isEqualTo("unknown-issuer");
        assertThat(forbidden.connections()).isZero();
        assertThat(host.connections()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void what_an_authority_says_of_its_issuers_certificate_is_never_fetched() {
        serve(crl());
        Draft draft = client(ROOT);
        points(draft, host.url("/root.crl"));
        access(draft, host.url("/root.crt"));

        assertThat(code(trust(hardFail()), draft.issue().certificate())).isEqualTo("known");
        assertThat(host.asked())
                .as("it is named as a responder too, which answers nothing of use")
                .extracting(head -> head.lines().findFirst().orElse(""))
                .containsExactly("POST /root.crt HTTP/1.1", "GET /root.crl HTTP/1.1");
    }

    @Test
    void an_address_that_leads_inward_is_not_connected_to_although_its_host_is_allowed() {
        FetchRules rules = FetchRules.NOTHING.hosts(List.of(new HostRule("127.0.0.1:" + host.port())));

        assertThat(code(trust(Revocation.hardFail(rules)), billing)).isEqualTo("revocation-unknown");
        assertThat(message(trust(Revocation.hardFail(rules)), billing)).contains("leads inward");
        assertThat(host.connections()).isZero();
    }

    @Test
    void no_more_than_four_addresses_of_a_certificate_are_tried() {
        String[] urls = new String[20];
        Arrays.setAll(urls, i -> host.url("/" + i + ".crl"));

        assertThat(code(trust(hardFail()), caller(urls))).isEqualTo("revocation-unknown");
        assertThat(host.connections()).isEqualTo(4);
    }

    @Test
    void the_second_address_is_asked_where_the_first_has_nothing() {
        host.script((head, out) -> {
            if (head.contains("/b.crl")) {
                LoopbackHost.content(crl().issue()).answer(head, out);
            } else {
                LoopbackHost.text("HTTP/1.1 404 Not Found\r\n\r\n").answer(head, out);
            }
        });

        assertThat(code(trust(hardFail()), caller(host.url("/a.crl"), host.url("/b.crl"))))
                .isEqualTo("known");
    }

    @Test
    void what_is_no_good_crl_proves_nothing_and_is_told_once() {
        for (byte[] bad : List.of(
                crl().signedBy(ca("Root")).issue(),
                ca("Other")
                        .crl()
                        .from(NOON.minusSeconds(60))
                        .until(NOON.plusSeconds(60))
                        .issue(),
                crl().from(NOON.plusSeconds(1)).issue(),
                crl().from(NOON.minusSeconds(60)).until(NOON).issue(),
                crl().extension("2.5.29.27", true, new byte[] {2, 1, 1}).issue(),
                new byte[] {0x30, 0})) {
            host.script(LoopbackHost.content(bad));
            events.clear();
            ClientTrust trust = trust(hardFail());

            assertThat(code(trust, billing)).isEqualTo("revocation-unknown");
            assertThat(code(trust, shipping)).isEqualTo("revocation-unknown");
            assertThat(events).singleElement().isInstanceOf(Event.FetchFails.class);
        }
    }

    @Test
    void a_crl_that_speaks_of_other_certificates_only_proves_nobody_good() throws Exception {
        byte[] elsewhere = new IssuingDistributionPoint(
                        new DistributionPointName(new GeneralNames(new GeneralName(6, "http://other.example/a.crl"))),
                        false,
                        false)
                .getEncoded();
        serve(crl().extension("2.5.29.28", true, elsewhere));

        assertThat(message(trust(hardFail()), billing)).contains("does not speak of it");
    }

    @Test
    void a_crl_that_changes_its_mind_ends_what_was_remembered() {
        serve(crl());
        ClientTrust trust = trust(hardFail());
        assertThat(code(trust, billing)).isEqualTo("known");
        assertThat(recalled(trust, billing)).isTrue();

        serve(crl().from(NOON.minusSeconds(30)).revoke(billing));
        now = NOON.plus(Duration.ofMinutes(60));
        background.lookAround();

        assertThat(recalled(trust, billing)).isFalse();
        assertThat(code(trust, billing)).isEqualTo("revoked");
        assertThat(code(trust, shipping)).isEqualTo("known");
    }

    @Test
    void an_older_crl_replaces_no_newer_one() {
        serve(crl().revoke(billing));
        ClientTrust trust = trust(hardFail());
        assertThat(code(trust, billing)).isEqualTo("revoked");

        serve(crl().from(NOON.minusSeconds(120)));
        now = NOON.plus(Duration.ofMinutes(60));
        background.lookAround();

        assertThat(code(trust, billing)).isEqualTo("revoked");
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.message()).contains("older"));
    }

    @Test
    void an_outage_is_survived_until_the_end_of_the_last_answer_and_its_grace() {
        serve(crl().until(NOON.plus(Duration.ofHours(6))));
        ClientTrust hard = trust(Revocation.hardFail(rules().grace(Duration.ofHours(2))));
        ClientTrust soft = trust(Revocation.hardFail(rules()).mode(RevocationMode.INSECURE_SOFT_FAIL));
        assertThat(codes(hard, soft)).containsExactly("known", "known");
        host.script(LoopbackHost.text("HTTP/1.1 503 Busy\r\n\r\n"));

        List<String> hourly = new ArrayList<>();
        for (int hour = 1; hour <= 9; hour++) {
            now = NOON.plus(Duration.ofHours(hour));
            background.lookAround();
            hourly.add(codes(hard, soft).get(0));
        }

        assertThat(hourly)
                .containsExactly(
                        "known",
                        "known",
                        "known",
                        "known",
                        "known",
                        "known",
                        "known",
                        "revocation-unknown",
                        "revocation-unknown");
        assertThat(code(soft, billing)).isEqualTo("known");
        assertThat(events.stream().map(Event::code)).containsExactly("fetch-fails");

        serve(crl().from(now.minusSeconds(60)).until(now.plusSeconds(3600)).revoke(billing));
        now = now.plus(Duration.ofMinutes(10));
        background.lookAround();

        assertThat(codes(hard, soft)).containsExactly("revoked", "revoked");
        assertThat(events.stream().map(Event::code)).contains("fetch-recovered");
    }

    @Test
    void who_was_revoked_stays_so_in_an_outage_also_where_unknown_lets_in() {
        serve(crl().until(NOON.plusSeconds(3600)).revoke(billing));
        ClientTrust soft = trust(hardFail().mode(RevocationMode.INSECURE_SOFT_FAIL));
        assertThat(code(soft, billing)).isEqualTo("revoked");
        host.script(LoopbackHost.text("HTTP/1.1 503 Busy\r\n\r\n"));

        for (int hour = 1; hour <= 9; hour++) {
            now = NOON.plus(Duration.ofHours(hour));
            background.lookAround();
            assertThat(code(soft, billing)).isEqualTo("revoked");
            assertThat(code(soft, shipping)).isEqualTo("known");
        }
    }

    @Test
    void a_good_verdict_ends_to_the_instant_with_the_crl_and_its_grace() {
        Instant end = NOON.plus(Duration.ofMinutes(10));
        serve(crl().until(end));
        ClientTrust trust = trust(Revocation.hardFail(rules().grace(Duration.ofMinutes(5))));
        assertThat(code(trust, billing)).isEqualTo("known");
        host.close();

        now = end.plus(Duration.ofMinutes(5)).minusNanos(1);
        assertThat(recalled(trust, billing)).isTrue();
        now = end.plus(Duration.ofMinutes(5));
        assertThat(recalled(trust, billing)).isFalse();
        assertThat(code(trust, billing)).isEqualTo("revocation-unknown");
    }

    @Test
    void a_host_that_never_answers_is_waited_for_once_and_then_left_alone() {
        host.script(LoopbackHost.silent());
        ClientTrust trust = trust(Revocation.hardFail(rules().timeout(Duration.ofMillis(200))));

        assertThat(message(trust, billing)).contains("said nothing within PT0.2S");
        assertThat(message(trust, shipping)).contains("said nothing within PT0.2S");
        assertThat(message(trust, caller(host.url("/other.crl")))).contains("said nothing within PT0.2S");
        assertThat(host.connections()).isEqualTo(1);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.message())
                        .isEqualTo(
                                "http://127.0.0.1:" + host.port() + " cannot be had: it said nothing within PT0.2S"));
    }

    @Test
    void an_unknown_is_asked_about_again_when_its_host_is() {
        host.script(LoopbackHost.text("HTTP/1.1 404 Not Found\r\n\r\n"));
        ClientTrust trust = trust(hardFail());
        assertThat(code(trust, billing)).isEqualTo("revocation-unknown");
        serve(crl());

        now = NOON.plusSeconds(10).minusNanos(1);
        assertThat(code(trust, billing)).isEqualTo("revocation-unknown");
        now = NOON.plusSeconds(10);
        assertThat(code(trust, billing)).isEqualTo("known");
    }

    @Test
    void files_are_asked_first_and_nothing_is_fetched_where_they_know() {
        ClientTrust trust = trust(hardFail().crls(List.of(Asking.read(crl().revoke(billing)))));

        assertThat(code(trust, billing)).isEqualTo("revoked");
        assertThat(code(trust, shipping)).isEqualTo("known");
        assertThat(host.connections()).isZero();
    }

    @Test
    void all_reasons_are_told_where_nobody_knows() {
        host.script(LoopbackHost.text("HTTP/1.1 404 Not Found\r\n\r\n"));
        CrlDraft stale = crl().from(NOON.minusSeconds(7200)).until(NOON.minusSeconds(3600));
        ClientTrust trust = trust(hardFail().crls(List.of(Asking.read(stale))));

        assertThat(message(trust, caller(host.url("/root.crl?secret"))))
                .contains("should have been followed by another", "/root.crl cannot be had: the answer is 404")
                .doesNotContain("secret");
    }

    @Test
    void a_trust_that_fetches_needs_somebody_to_do_it() {
        assertThatThrownBy(() -> trusting(ROOT).revocation(hardFail()).build())
                .hasMessageContaining("has no background");
    }

    private void serve(CrlDraft draft) {
        host.script(LoopbackHost.content(draft.issue()));
    }

    private static X509Certificate caller(String... urls) {
        Draft draft = client(ROOT);
        points(draft, urls);
        return draft.issue().certificate();
    }

    private static X509Certificate stranger(String url) {
        Draft draft = client(ca("Root"));
        points(draft, url);
        access(draft, url);
        return draft.issue().certificate();
    }

    private static void points(Draft draft, String... urls) {
        org.bouncycastle.asn1.x509.DistributionPoint[] points = Arrays.stream(urls)
                .map(url -> new org.bouncycastle.asn1.x509.DistributionPoint(
                        new DistributionPointName(
                                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url))),
                        null,
                        null))
                .toArray(org.bouncycastle.asn1.x509.DistributionPoint[]::new);
        draft.extension(DISTRIBUTION_POINTS, false, Asking.der(new CRLDistPoint(points)));
    }

    private static void access(Draft draft, String url) {
        GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, url);
        draft.extension(AUTHORITY_INFO, false, Asking.der(new DERSequence(new AccessDescription[] {
            new AccessDescription(AccessDescription.id_ad_ocsp, name),
            new AccessDescription(AccessDescription.id_ad_caIssuers, name)
        })));
    }

    private List<String> codes(ClientTrust... trusts) {
        return Arrays.stream(trusts).map(trust -> code(trust, billing)).toList();
    }

    private String message(ClientTrust trust, X509Certificate... shown) {
        return trust.verify(List.of(shown), Way.DIRECT, PeerRules.ANYBODY, now)
                .either(peer -> "known", Refusal::message);
    }
}
