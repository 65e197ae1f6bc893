// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Refusal;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerdictCacheTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant AUTUMN = Instant.parse("2026-10-01T00:00:00Z");
    private static final Duration TICK = Duration.ofNanos(1);

    private static final TestCa ACME =
            TestCa.named("Acme CA").but(ca -> ca.from(SPRING).until(AUTUMN));
    private static final Issued BILLING = client("billing", SPRING, AUTUMN);
    private static final Issued SHIPPING = client("shipping", SPRING, AUTUMN);

    private final Epoch epoch = new Epoch();
    private final VerdictCache cache = new VerdictCache(new Turns(List.of(ACME.certificate())), epoch);
    private int verifications;

    @Test
    void the_same_certificate_is_verified_once() {
        assertThat(prove(BILLING.chain(), NOON)).isSameAs(prove(BILLING.chain(), NOON.plusSeconds(60)));

        assertThat(verifications).isEqualTo(1);
    }

    @Test
    void an_equal_certificate_from_another_connection_is_not_verified_again() {
        X509Certificate again = MadeUp.again(BILLING.certificate());

        Finding proven = prove(BILLING.chain(), NOON);

        assertThat(again).isNotSameAs(BILLING.certificate());
        for (int request = 1; request <= 4; request++) { // kept from the second, known by it from the third
            assertThat(known(List.of(again), NOON)).isSameAs(proven);
            assertThat(known(List.of(again, SHIPPING.certificate()), NOON)).isNull();
        }
        assertThat(cache.find(List.of(again), NOON, (own, now) -> refusal())).isSameAs(proven);
        assertThat(verifications).isEqualTo(1);
    }

    @Test
    void other_certificates_beside_it_or_another_order_are_another_question() {
        prove(List.of(BILLING.certificate(), SHIPPING.certificate()), NOON);
        prove(List.of(BILLING.certificate()), NOON);
        prove(List.of(SHIPPING.certificate(), BILLING.certificate()), NOON);
        prove(List.of(BILLING.certificate(), SHIPPING.certificate(), SHIPPING.certificate()), NOON);

        assertThat(verifications).isEqualTo(4);
    }

    @Test
    void a_refusal_is_found_again_too_but_never_recalled() {
        refuse(BILLING.chain(), NOON);
        refuse(BILLING.chain(), NOON);

        assertThat(known(BILLING.chain(), NOON)).isNull();
        assertThat(verifications).isEqualTo(1);
    }

    @Test
    void a_finding_holds_only_in_the_epoch_in_which_it_was_begun() {
        prove(BILLING.chain(), NOON);
        epoch.next();

        assertThat(known(BILLING.chain(), NOON)).isNull();
        prove(BILLING.chain(), NOON);
        assertThat(known(BILLING.chain(), NOON)).isNotNull();
        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void a_finding_holds_until_the_first_date_of_anything_presented_turns() {
        Instant soon = NOON.plusSeconds(10);
        Issued brief = client("brief", SPRING, soon);
        Issued early = client("early", soon.plusSeconds(10), AUTUMN);
        List<X509Certificate> three = List.of(BILLING.certificate(), brief.certificate(), early.certificate());

        assertThat(verifiedAgain(three, NOON, soon)).isFalse();
        assertThat(verifiedAgain(three, soon, soon.plus(TICK))).isTrue();
        assertThat(verifiedAgain(three, soon.plus(TICK), soon.plusSeconds(10).minus(TICK)))
                .isFalse();
        assertThat(verifiedAgain(three, soon.plus(TICK), soon.plusSeconds(10))).isTrue();
    }

    @Test
    void a_finding_holds_until_a_date_of_an_anchor_turns() {
        Instant lastSecond = AUTUMN;
        Issued longer = client("longer", SPRING, AUTUMN.plusSeconds(3600));

        assertThat(verifiedAgain(longer.chain(), lastSecond.minusSeconds(5), lastSecond))
                .isFalse();
        assertThat(verifiedAgain(longer.chain(), lastSecond.minusSeconds(5), lastSecond.plus(TICK)))
                .isTrue();
    }

    @Test
    void a_finding_holds_no_longer_than_it_says() {
        Instant soon = NOON.plusSeconds(10);
        VerdictCache.Verifier refusing = (presented, now) -> refusal();

        Finding proven = cache.find(BILLING.chain(), NOON, (own, now) -> proven(own, soon));
        cache.find(
                SHIPPING.chain(),
                NOON,
                (own, now) -> new Finding.Refused(refusal().refusal(), soon));

        assertThat(cache.find(BILLING.chain(), soon.minus(TICK), refusing)).isSameAs(proven);
        assertThat(known(BILLING.chain(), soon)).isNull();
        assertThat(cache.find(BILLING.chain(), soon, refusing)).isEqualTo(refusal());
        assertThat(prove(SHIPPING.chain(), soon)).isInstanceOf(Finding.Proven.class);
    }

    @Test
    void a_finding_holds_for_an_hour_and_no_longer() {
        Instant end = NOON.plus(VerdictCache.LONGEST);

        assertThat(verifiedAgain(BILLING.chain(), NOON, end.minus(TICK))).isFalse();
        assertThat(verifiedAgain(SHIPPING.chain(), NOON, end)).isTrue();
    }

    @Test
    void a_clock_that_is_put_back_brings_no_finding_again() {
        prove(BILLING.chain(), NOON);
        prove(BILLING.chain(), NOON.minusSeconds(1));
        prove(BILLING.chain(), NOON.minusSeconds(1));
        assertThat(verifications).isEqualTo(2);

        Instant after = NOON.plus(VerdictCache.LONGEST);
        refuse(BILLING.chain(), after);
        assertThat(verifications).isEqualTo(3);
        prove(BILLING.chain(), NOON);
        assertThat(verifications).isEqualTo(4);
    }

    @Test
    void the_evidence_of_a_refusal_by_date_says_when_it_was_looked_at() {
        Instant later = NOON.plusSeconds(60);
        VerdictCache.Verifier verifier =
                (presented, now) -> new Finding.Refused(new Refusal.Expired("billing", SPRING, now));

        cache.find(BILLING.chain(), NOON, verifier);

        assertThat(cache.find(BILLING.chain(), later, (presented, now) -> refusal()))
                .isEqualTo(new Finding.Refused(new Refusal.Expired("billing", SPRING, later)));
    }

    /** Else somebody could have a thousand of them held, of several megabytes each. */
    @Test
    void what_is_heavy_is_found_again_but_not_at_hand() {
        Issued heavy = ACME.client("heavy")
                .from(SPRING)
                .until(AUTUMN)
                .extension("1.3.6.1.4.1.55555.1", false, new byte[60_000])
                .issue();
        List<X509Certificate> presented = List.of(BILLING.certificate(), heavy.certificate());
        prove(presented, NOON);

        assertThat(known(presented, NOON)).isNull();
        prove(presented, NOON);
        assertThat(verifications).isEqualTo(1);
    }

    @Test
    void what_the_verifier_throws_is_not_kept() {
        assertThatThrownBy(() -> cache.find(BILLING.chain(), NOON, (presented, now) -> {
                    throw new IllegalStateException("the provider fails");
                }))
                .hasMessage("the provider fails");

        prove(BILLING.chain(), NOON);

        assertThat(verifications).isEqualTo(1);
    }

    @Test
    void no_number_of_refused_certificates_displaces_a_proven_one() {
        MadeUp strangers = new MadeUp(BILLING.certificate());
        X509Certificate again = MadeUp.again(BILLING.certificate());
        prove(BILLING.chain(), NOON);

        for (int i = 0; i < 5_000; i++) {
            refuse(List.of(strangers.certificate(i)), NOON);
        }

        verifications = 0;
        prove(BILLING.chain(), NOON);
        prove(List.of(again), NOON);
        assertThat(verifications).isZero();
        assertThat(cache.sizeOfRefused()).isBetween(1L, 1024L);
    }

    private boolean verifiedAgain(List<X509Certificate> presented, Instant first, Instant second) {
        prove(presented, first);
        int before = verifications;
        prove(presented, second);
        return verifications > before;
    }

    private Finding prove(List<X509Certificate> presented, Instant now) {
        Finding known = known(presented, now);
        return known != null
                ? known
                : cache.find(presented, now, (own, then) -> {
                    verifications++;
                    return proven(own);
                });
    }

    private @org.jspecify.annotations.Nullable Finding known(List<X509Certificate> presented, Instant now) {
        return cache.recall(presented.toArray(X509Certificate[]::new), now);
    }

    private void refuse(List<X509Certificate> presented, Instant now) {
        cache.find(presented, now, (own, then) -> {
            verifications++;
            return refusal();
        });
    }

    private static Finding proven(List<X509Certificate> presented) {
        return proven(presented, Instant.MAX);
    }

    private static Finding proven(List<X509Certificate> presented, Instant until) {
        try {
            return new Finding.Proven(
                    Presented.read(presented.get(0)),
                    Proof.Result.proven(presented),
                    new Naming("partners", Optional.empty(), false),
                    Demand.Answer.met(until),
                    (again, way, rules, now) -> new Verdict.Refused(refusal().refusal()));
        } catch (UnreadableException e) {
            throw new IllegalStateException("a good certificate can be read", e);
        }
    }

    private static Finding.Refused refusal() {
        return new Finding.Refused(new Refusal.UnknownIssuer("billing", "nobody", "partners"));
    }

    private static Issued client(String name, Instant from, Instant until) {
        return ACME.client(name).from(from).until(until).issue();
    }
}
