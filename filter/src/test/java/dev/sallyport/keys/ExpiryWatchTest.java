// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Event;
import dev.sallyport.ExpiryLevel;
import dev.sallyport.keys.Expiring.Kind;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class ExpiryWatchTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final TestCa ACME = TestCa.named("Acme CA");

    private final List<Event> events = new ArrayList<>();
    private final List<Expiring> watched = new ArrayList<>();
    private final ExpiryWatch watch = new ExpiryWatch(ExpiryWatch.DEFAULT_WARN, events::add);

    ExpiryWatchTest() {
        watch.watch(() -> List.copyOf(watched));
    }

    @Test
    void a_certificate_of_a_year_is_told_of_in_its_last_thirty_days_then_in_the_last_ten_then_at_its_end() {
        watched.add(ofYearUntil(NOON));

        IntStream.rangeClosed(-60, 2).forEach(day -> watch.look(NOON.plus(day, DAYS)));

        assertThat(codes())
                .isEqualTo(Stream.of(
                                Collections.nCopies(20, "expires-soon"),
                                Collections.nCopies(10, "expires-urgently"),
                                Collections.nCopies(2, "expired"))
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void a_certificate_of_six_hours_is_told_of_in_its_last_two() {
        watched.add(Expiring.of(
                Kind.OUTBOUND_KEY,
                "billing",
                ACME.client("us").from(NOON.minus(6, HOURS)).until(NOON).issue().certificate()));

        watch.look(NOON.minus(121, MINUTES));
        assertThat(events).isEmpty();

        watch.look(NOON.minus(119, MINUTES));
        watch.look(NOON.minus(39, MINUTES));
        assertThat(codes()).containsExactly("expires-soon", "expires-urgently");
    }

    @Test
    void what_is_told_is_told_once_a_day_however_often_somebody_looks() {
        watched.add(ofYearUntil(NOON.plus(20, DAYS)));

        IntStream.range(0, 24 * 60).forEach(minute -> watch.look(NOON.plus(minute, MINUTES)));
        assertThat(events).hasSize(1);

        watch.look(NOON.plus(1, DAYS));
        assertThat(events).hasSize(2);
    }

    @Test
    void one_look_by_a_clock_that_is_years_ahead_silences_nothing_afterwards() {
        watched.add(ofYearUntil(NOON.plus(20, DAYS)));
        watch.look(NOON.plus(3650, DAYS));

        watch.look(NOON);
        watch.look(NOON.plus(1, HOURS));
        watch.look(NOON.plus(21, DAYS));

        assertThat(codes()).containsExactly("expired", "expires-soon", "expired");
    }

    @Test
    void what_is_valid_again_after_a_clock_was_ahead_is_told_of_when_its_time_comes_however_soon_that_is() {
        watched.add(ofYearUntil(NOON.plus(20, DAYS)));
        Instant early = NOON.minus(10, DAYS).minus(1, MINUTES);
        watch.look(early.minus(1, MINUTES).plus(10, DAYS)); // ahead by the ten days, for a moment
        watch.look(early);
        watch.look(early.plus(10, DAYS));

        assertThat(codes()).containsExactly("expires-soon", "expires-soon");
    }

    @Test
    void a_peer_who_has_renewed_makes_the_next_one_of_his_issuer_no_news_within_the_day() {
        for (int pod = 0; pod < 20; pod++) {
            Instant start = NOON.plus(pod, HOURS);
            watched.clear();
            watched.add(Expiring.of(
                    Kind.PEER,
                    "spiffe://acme.example/pod-" + pod,
                    ACME.client("pod")
                            .from(start)
                            .until(start.plus(1, HOURS))
                            .issue()
                            .certificate()));
            watch.look(start.plus(1, MINUTES));
            watch.look(start.plus(45, MINUTES));
        }

        assertThat(codes()).containsExactly("expires-soon");
    }

    @Test
    void what_was_renewed_is_told_of_no_more_and_again_when_its_own_time_comes() {
        watched.add(ofYearUntil(NOON.plus(20, DAYS)));
        watch.look(NOON);
        watched.set(0, ofYearUntil(NOON.plus(300, DAYS)));

        IntStream.range(1, 250).forEach(day -> watch.look(NOON.plus(day, DAYS)));
        assertThat(events).hasSize(1);

        watch.look(NOON.plus(299, DAYS));
        assertThat(codes()).containsExactly("expires-soon", "expires-urgently");
    }

    @Test
    void peers_that_come_and_go_are_told_of_once_a_day_for_their_issuer() {
        for (int pod = 0; pod < 20; pod++) {
            Instant end = NOON.plus(pod, HOURS);
            watched.clear();
            watched.add(Expiring.of(
                    Kind.PEER,
                    "spiffe://acme.example/pod-" + pod,
                    ACME.client("pod")
                            .from(end.minus(1, HOURS))
                            .until(end)
                            .issue()
                            .certificate()));
            watch.look(end.minus(15, MINUTES));
        }

        assertThat(events).hasSize(1);
    }

    @Test
    void each_of_two_keys_is_told_of_by_name_and_number() {
        Issued web = ACME.server("web.example")
                .from(NOON.minus(300, DAYS))
                .until(NOON.plus(1, DAYS))
                .issue();
        watched.addAll(Expiring.all(Kind.SERVER_KEY, "web", web.chain()));

        watch.look(NOON);

        assertThat(events)
                .first()
                .extracting(Event::message)
                .asString()
                .contains(
                        "the server's key web",
                        web.certificate().getSerialNumber().toString(16))
                .endsWith(" expires at " + NOON.plus(1, DAYS));
    }

    @Test
    void a_crl_is_told_of_when_nothing_new_came_in_the_last_third_of_its_time() {
        X500Principal issuer = new X500Principal("CN=Acme CA");
        watched.add(Expiring.crl(
                "partners", issuer, NOON.minus(2, DAYS), NOON.plus(1, DAYS).minusSeconds(1)));

        watch.look(NOON);
        watch.look(NOON.plus(2, DAYS));

        assertThat(codes()).containsExactly("expires-soon", "expired");
        assertThat(events.get(0).message())
                .startsWith("the CRL of CN=Acme CA that the trust partners asks expires at ");
    }

    @Test
    void a_source_that_throws_is_told_of_once_and_keeps_nothing_else_from_being_watched() {
        watch.watch(() -> {
            throw new IllegalStateException("no keys today");
        });
        watched.add(ofYearUntil(NOON.plus(20, DAYS)));

        watch.look(NOON);
        watch.look(NOON.plusSeconds(60));

        assertThat(codes()).containsExactly("advice", "expires-soon");
        assertThat(events.get(0).message()).contains("no keys today");
    }

    @Test
    @SuppressWarnings("NullAway") // somebody else's class may not be checked
    void a_source_with_nulls_is_told_of_once_and_keeps_nothing_else_from_being_watched() {
        watch.watch(() -> null);
        watch.watch(() -> Collections.singletonList(null));
        watched.add(ofYearUntil(NOON.plus(20, DAYS)));

        watch.look(NOON);
        watch.look(NOON.plusSeconds(10));

        assertThat(codes()).containsExactly("advice", "advice", "expires-soon");
    }

    @Test
    @SuppressWarnings("NullAway") // somebody else's class may not be checked
    void nothing_that_ends_lacks_its_date_or_issuer() {
        X500Principal issuer = new X500Principal("CN=Acme CA");

        assertThatThrownBy(() -> Expiring.crl("partners", issuer, NOON, null)).hasMessage("notAfter");
        assertThatThrownBy(() -> Expiring.crl("partners", null, NOON, NOON)).hasMessage("issuer");
        assertThatThrownBy(() -> Expiring.crl(null, issuer, NOON, NOON)).hasMessage("name");
    }

    @Test
    void what_ends_first_is_first_and_the_same_is_there_once() {
        Expiring first = ofYearUntil(NOON.plus(100, DAYS));
        Expiring second = ofYearUntil(NOON.plus(200, DAYS));
        watched.addAll(List.of(second, first, second));

        assertThat(watch.statuses(NOON))
                .containsExactly(
                        new ExpiryStatus(first, ExpiryLevel.VALID), new ExpiryStatus(second, ExpiryLevel.VALID));
    }

    @Test
    void what_is_valid_is_no_event() {
        assertThatThrownBy(() -> new Event.Expires(ExpiryLevel.VALID, "it", NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Event.Expires(ExpiryLevel.SOON, "it", NOON).severity()).isEqualTo(Event.Severity.WARNING);
        assertThat(new Event.Expires(ExpiryLevel.URGENT, "it", NOON).severity()).isEqualTo(Event.Severity.ERROR);
    }

    private List<String> codes() {
        return events.stream().map(Event::code).toList();
    }

    private static Expiring ofYearUntil(Instant end) {
        return Expiring.of(
                Kind.TRUST_ANCHOR,
                "partners",
                ACME.client("Partner CA")
                        .from(end.minus(365, DAYS))
                        .until(end)
                        .issue()
                        .certificate());
    }
}
