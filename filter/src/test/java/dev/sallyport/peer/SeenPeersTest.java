// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.Expiring.Kind;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class SeenPeersTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final SeenPeers seen = new SeenPeers();

    @Test
    void of_each_issuer_the_peer_is_shown_who_must_renew_first() {
        seen.saw(peer("billing", "Acme CA", 20));
        seen.saw(peer("orders", "Acme CA", 10));
        seen.saw(peer("billing", "Other CA", 30));

        assertThat(seen.soonest(NOON)).containsExactly(peer("orders", "Acme CA", 10), peer("billing", "Other CA", 30));
    }

    @Test
    void a_peer_who_has_renewed_is_not_shown_with_his_old_certificate_not_even_if_he_comes_with_it_again() {
        seen.saw(peer("billing", "Acme CA", 10));
        seen.saw(peer("billing", "Acme CA", 90));
        seen.saw(peer("billing", "Acme CA", 10));

        assertThat(seen.soonest(NOON)).containsExactly(peer("billing", "Acme CA", 90));
    }

    @Test
    void a_peer_whose_certificate_has_ended_is_forgotten_and_the_next_is_shown() {
        seen.saw(peer("gone", "Acme CA", 1));
        seen.saw(peer("billing", "Acme CA", 10));
        seen.saw(peer("gone", "Other CA", 1));

        assertThat(seen.soonest(NOON.plus(2, DAYS))).containsExactly(peer("billing", "Acme CA", 10));
        assertThat(seen.soonest(NOON)).containsExactly(peer("billing", "Acme CA", 10));
    }

    @Test
    void a_flood_of_peers_of_one_issuer_does_not_displace_the_one_who_must_renew_first() {
        seen.saw(peer("billing", "Acme CA", 10));
        IntStream.range(0, 10 * SeenPeers.MOST_PEERS).forEach(i -> seen.saw(peer("pod-" + i, "Acme CA", 11 + i)));

        assertThat(seen.soonest(NOON)).containsExactly(peer("billing", "Acme CA", 10));

        seen.saw(peer("billing", "Acme CA", 10_000));
        assertThat(seen.soonest(NOON)).containsExactly(peer("pod-0", "Acme CA", 11));
    }

    @Test
    void a_flood_of_issuers_leaves_those_whose_peers_must_renew_first() {
        IntStream.range(0, 10 * SeenPeers.MOST_ISSUERS).forEach(i -> seen.saw(peer("billing", "CA " + i, 10_000 - i)));
        seen.saw(peer("late", "Late CA", 20_000));

        assertThat(seen.soonest(NOON)).hasSize(SeenPeers.MOST_ISSUERS).doesNotContain(peer("late", "Late CA", 20_000));
        assertThat(seen.soonest(NOON))
                .first()
                .isEqualTo(peer(
                        "billing", "CA " + (10 * SeenPeers.MOST_ISSUERS - 1), 10_001 - 10 * SeenPeers.MOST_ISSUERS));
    }

    private static Expiring peer(String name, String issuer, int days) {
        return new Expiring(
                Kind.PEER,
                name,
                Optional.of(new X500Principal("")),
                new X500Principal("CN=" + issuer),
                Optional.of(BigInteger.valueOf(days)),
                NOON.minus(365, DAYS),
                NOON.plus(days, DAYS));
    }
}
