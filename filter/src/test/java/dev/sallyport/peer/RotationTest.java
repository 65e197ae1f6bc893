// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Event;
import dev.sallyport.NameSource;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.fetch.Background;
import dev.sallyport.testca.CrlDraft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trust whose CAs change while peers call. */
class RotationTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant END = NOON.plus(Duration.ofDays(14));
    private static final PeerRules ALL = PeerRules.of(List.of());

    private final TestCa old = TestCa.named("Acme CA 1").but(ca -> ca.from(NOON.minus(Duration.ofDays(9))));
    private final TestCa next = TestCa.named("Acme CA 2").but(ca -> ca.from(NOON.minus(Duration.ofDays(9))));
    private final Issued billing = client(old, "billing");

    @TempDir
    private Path folder;

    private final List<Event> events = new ArrayList<>();
    private final AnchorLedger ledger = new AnchorLedger("partners", events::add);
    private final ClientTrust trust = ClientTrust.named("partners")
            .anchors(List.of(old.certificate(), next.certificate()))
            .build();

    @Test
    void no_peer_of_a_ca_that_was_taken_away_is_known_whatever_is_remembered_of_him() {
        X509Certificate[] presented = billing.chain().toArray(X509Certificate[]::new);
        VerifiedPeer peer = known(billing, NOON);
        assertThat(trust.recall(presented, Way.DIRECT, ALL, NOON)).isPresent();
        assertThat(peer.refusal(NOON)).isEmpty();
        assertThat(trust.proves(presented, Way.DIRECT, NameSource.CN, "billing", NOON))
                .isTrue();

        takeAwayTheOldOne();

        assertThat(trust.recall(presented, Way.DIRECT, ALL, NOON)).isEmpty();
        assertThat(code(billing, NOON)).isEqualTo("unknown-issuer");
        assertThat(peer.refusal(NOON)).map(Refusal::code).contains("unknown-issuer");
        assertThat(trust.proves(presented, Way.DIRECT, NameSource.CN, "billing", NOON))
                .isFalse();
    }

    @Test
    void peers_of_the_ca_that_stays_and_those_refused_before_are_judged_anew() {
        TestCa third = TestCa.named("Acme CA 3").but(ca -> ca.from(NOON.minus(Duration.ofDays(9))));
        Issued early = client(third, "early");
        assertThat(code(early, NOON)).isEqualTo("unknown-issuer");

        trust.become(trust.newBuilder()
                .anchors(List.of(next.certificate(), third.certificate()))
                .build());

        assertThat(code(early, NOON)).isEqualTo("known");
        assertThat(code(client(next, "billing"), NOON)).isEqualTo("known");
    }

    @Test
    void what_cannot_be_built_changes_nothing() {
        assertThatThrownBy(() -> trust.newBuilder().anchors(List.of()).build())
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(code(billing, NOON)).isEqualTo("known");
    }

    @Test
    void a_trust_does_not_become_one_of_another_name() {
        ClientTrust other =
                ClientTrust.named("others").anchors(List.of(next.certificate())).build();

        assertThatThrownBy(() -> trust.become(other)).hasMessage("the trust partners cannot become others");
    }

    @Test
    void all_else_that_the_trust_demands_stays() {
        ClientTrust strict = ClientTrust.named("partners")
                .anchors(List.of(old.certificate()))
                .usage(UsagePolicy.REQUIRED)
                .nameSource(NameSource.SUBJECT)
                .build();

        strict.become(strict.newBuilder().anchors(List.of(next.certificate())).build());

        assertThat(strict.verify(client(next, "billing").chain(), Way.DIRECT, ALL, NOON))
                .isInstanceOfSatisfying(
                        Verdict.Known.class,
                        known -> assertThat(known.peer().getName()).isEqualTo("CN=billing"));
        assertThat(strict.verify(
                                next.client("anything")
                                        .usage()
                                        .from(NOON.minusSeconds(9))
                                        .issue()
                                        .chain(),
                                Way.DIRECT,
                                ALL,
                                NOON)
                        .either(peer -> "known", Refusal::code))
                .isEqualTo("wrong-usage");
    }

    @Test
    void a_crl_that_comes_after_a_rotation_counts_as_one_before() throws Exception {
        Path file = Files.write(folder.resolve("acme.crl"), crl(old.crl()));
        Background background =
                new Background(Runnable::run, InstantSource.fixed(NOON), RandomGenerator.getDefault(), events::add);
        ClientTrust asking = ClientTrust.named("partners")
                .anchors(List.of(old.certificate()))
                .revocation(
                        Revocation.OFF.folders(List.of(CrlFolder.open(folder))).mode(RevocationMode.HARD_FAIL))
                .background(background)
                .build();

        asking.become(asking.newBuilder()
                .anchors(List.of(old.certificate(), next.certificate()))
                .build());
        assertThat(code(asking, billing, NOON)).isEqualTo("known");
        Files.write(file, crl(old.crl().revoke(billing.certificate())));
        background.lookAround();
        background.lookAround();

        assertThat(code(asking, billing, NOON)).isEqualTo("revoked");
    }

    @Test
    void a_retiring_anchor_proves_callers_until_its_last_second_and_not_after() {
        retireTheOldOne();

        assertThat(code(billing, END.minusNanos(1))).isEqualTo("known");
        assertThat(code(billing, END)).isEqualTo("unknown-issuer");
        assertThat(code(client(next, "billing"), END)).isEqualTo("known");
    }

    @Test
    void who_was_known_by_a_retiring_anchor_is_not_remembered_beyond_its_end() {
        retireTheOldOne();
        X509Certificate[] presented = billing.chain().toArray(X509Certificate[]::new);
        known(billing, END.minusSeconds(1));

        assertThat(trust.recall(presented, Way.DIRECT, ALL, END.minusNanos(1))).isPresent();
        assertThat(trust.recall(presented, Way.DIRECT, ALL, END)).isEmpty();
    }

    @Test
    void the_ledger_knows_who_still_comes_by_a_retiring_anchor_and_when_he_came_last() {
        retireTheOldOne();
        X509Certificate[] presented = billing.chain().toArray(X509Certificate[]::new);

        known(billing, NOON);
        trust.recall(presented, Way.DIRECT, ALL, NOON.plusSeconds(5));
        known(client(next, "shipping"), NOON);

        assertThat(ledger.users())
                .containsExactly(new AnchorLedger.User("billing", "CN=Acme CA 1", NOON.plusSeconds(5), 2));
    }

    @Test
    void he_is_told_of_once_and_after_a_day_again() {
        retireTheOldOne();

        known(billing, NOON);
        known(billing, NOON.plusSeconds(86_399));
        assertThat(events).containsExactly(new Event.RetiringAnchorUsed("partners", "billing", "CN=Acme CA 1"));

        known(billing, NOON.plusSeconds(86_400));
        assertThat(events).hasSize(2);
    }

    @Test
    void who_can_come_by_an_anchor_that_stays_does_not_come_by_the_one_that_retires() {
        TestCa renewed = old.crossSignedBy(next);
        retireTheOldOne();

        VerifiedPeer peer = known(List.of(billing.certificate(), renewed.certificate()), NOON);

        assertThat(peer.chain()).contains(renewed.certificate());
        assertThat(ledger.users()).isEmpty();
    }

    @Test
    void no_number_of_names_fills_the_ledger_without_bound() throws Exception {
        for (int i = 0; i < 1_005; i++) {
            ledger.note(peer("peer-" + i), NOON);
        }
        ledger.note(peer("peer-0"), NOON);

        assertThat(ledger.users()).hasSize(1_000);
        assertThat(ledger.others()).contains(new AnchorLedger.User("", "", NOON, 5));
        assertThat(events)
                .hasSize(1_001)
                .filteredOn(event -> event instanceof Event.RetiringAnchorUsedByOthers)
                .singleElement()
                .extracting(Event::message)
                .asString()
                .contains("the trust partners is retiring (1 times so far)");
    }

    @Test
    void a_flood_of_names_does_not_hide_that_somebody_still_comes() throws Exception {
        flood(NOON);
        assertThat(ledger.others()).isEmpty();

        ledger.note(peer("billing"), NOON.plusSeconds(1));
        flood(NOON.plusSeconds(2));
        ledger.note(peer("billing"), NOON.plusSeconds(86_399));

        assertThat(ledger.everybody())
                .hasSize(1_001)
                .last()
                .satisfies(others ->
                        assertThat(others).isEqualTo(new AnchorLedger.User("", "", NOON.plusSeconds(86_399), 2)));
        assertThat(events).hasSize(1_001);
    }

    @Test
    void whoever_comes_after_a_flood_of_names_has_a_place_a_day_later_and_each_second_one_more() throws Exception {
        flood(NOON);
        ledger.note(peer("peer-7"), NOON.plusSeconds(60));
        Instant later = NOON.plusSeconds(86_402);

        ledger.note(peer("billing"), later);
        ledger.note(peer("shipping"), later);
        assertThat(ledger.users())
                .hasSize(1_000)
                .extracting(AnchorLedger.User::name)
                .contains("billing", "peer-7");
        assertThat(ledger.others()).map(AnchorLedger.User::count).contains(1L);

        ledger.note(peer("shipping"), later.plusSeconds(1));
        assertThat(ledger.users())
                .hasSize(1_000)
                .extracting(AnchorLedger.User::name)
                .contains("billing", "shipping", "peer-7");
    }

    @Test
    void one_moment_of_a_clock_that_is_years_ahead_silences_nobody_and_keeps_no_place() throws Exception {
        flood(NOON.plus(Duration.ofDays(3650)));
        ledger.note(peer("stranger"), NOON.plus(Duration.ofDays(3650)));
        events.clear();

        ledger.note(peer("peer-0"), NOON);
        ledger.note(peer("billing"), NOON);
        ledger.note(peer("shipping"), NOON);

        assertThat(events)
                .containsExactly(
                        new Event.RetiringAnchorUsed("partners", "peer-0", "CN=Acme CA 1"),
                        new Event.RetiringAnchorUsed("partners", "billing", "CN=Acme CA 1"),
                        new Event.RetiringAnchorUsedByOthers("partners", 2));
    }

    @Test
    void of_two_requests_at_the_same_time_the_one_that_is_noted_later_tells_nothing_twice() throws Exception {
        ledger.note(peer("billing"), NOON);
        ledger.note(peer("billing"), NOON.minusMillis(20));

        assertThat(events).hasSize(1);
    }

    private void flood(Instant now) throws Exception {
        for (int i = 0; i < 1_000; i++) {
            ledger.note(peer("peer-" + i), now);
        }
    }

    @Test
    void anchors_retire_only_beside_others() {
        ClientTrust.Builder alone =
                ClientTrust.named("partners").container().retiring(List.of(old.certificate()), END, ledger);

        assertThatThrownBy(alone::build).hasMessage("the trust partners has anchors that are retiring, but no others");
    }

    private void takeAwayTheOldOne() {
        trust.become(trust.newBuilder().anchors(List.of(next.certificate())).build());
    }

    private void retireTheOldOne() {
        trust.become(trust.newBuilder()
                .anchors(List.of(next.certificate()))
                .retiring(List.of(old.certificate()), END, ledger)
                .build());
    }

    private VerifiedPeer peer(String name) throws Exception {
        return new VerifiedPeer(
                new PeerName(NameSource.CN, name),
                new Names(Presented.read(billing.certificate())),
                billing.chain(),
                "partners",
                Way.DIRECT,
                now -> new Verdict.Refused(new Refusal.NoCertificate("partners")));
    }

    private VerifiedPeer known(Issued caller, Instant now) {
        return known(caller.chain(), now);
    }

    private VerifiedPeer known(List<X509Certificate> presented, Instant now) {
        return trust.verify(presented, Way.DIRECT, ALL, now)
                .either(Optional::of, refusal -> Optional.<VerifiedPeer>empty())
                .orElseThrow();
    }

    private String code(Issued caller, Instant now) {
        return code(trust, caller, now);
    }

    private static String code(ClientTrust asked, Issued caller, Instant now) {
        return asked.verify(caller.chain(), Way.DIRECT, ALL, now).either(peer -> "known", Refusal::code);
    }

    private static byte[] crl(CrlDraft draft) {
        return draft.from(NOON.minusSeconds(60)).until(NOON.plusSeconds(86_400)).issue();
    }

    private static Issued client(TestCa ca, String name) {
        return ca.client(name)
                .from(NOON.minus(Duration.ofDays(8)))
                .until(END.plus(Duration.ofDays(9)))
                .issue();
    }
}
