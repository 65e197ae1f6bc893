// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.ExpiryLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The thresholds against what the manual says of them, in whole seconds. */
class ExpiringPropertiesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long CENTURY = 3_155_760_000L;

    @Property
    void it_expires_soon_when_less_is_left_than_the_warning_and_than_a_third_of_its_life(
            @ForAll @LongRange(max = CENTURY) long life,
            @ForAll @LongRange(min = 1, max = CENTURY) long warn,
            @ForAll @LongRange(min = -CENTURY, max = CENTURY) long left) {
        ExpiryLevel level = level(life, warn, left);

        boolean soon = left < warn && 3 * left < life;
        boolean urgent = 3 * left < warn && 9 * left < life;
        assertThat(level)
                .isEqualTo(
                        left < 0
                                ? ExpiryLevel.EXPIRED
                                : urgent ? ExpiryLevel.URGENT : soon ? ExpiryLevel.SOON : ExpiryLevel.VALID);
    }

    @Property
    void it_never_becomes_less_urgent_with_time(
            @ForAll @LongRange(max = CENTURY) long life,
            @ForAll @LongRange(min = 1, max = CENTURY) long warn,
            @ForAll @LongRange(min = -CENTURY, max = CENTURY) long left,
            @ForAll @LongRange(max = CENTURY) long later) {
        assertThat(level(life, warn, left - later)).isGreaterThanOrEqualTo(level(life, warn, left));
    }

    @Property
    void what_was_issued_at_its_end_never_counts_as_expiring_before_it(
            @ForAll @LongRange(max = CENTURY) long before, @ForAll @LongRange(min = 1, max = CENTURY) long warn) {
        assertThat(level(-before, warn, 1)).isEqualTo(ExpiryLevel.VALID);
        assertThat(level(-before, warn, -1)).isEqualTo(ExpiryLevel.EXPIRED);
    }

    private static ExpiryLevel level(long life, long warn, long left) {
        Expiring expiring = new Expiring(
                Expiring.Kind.SERVER_KEY,
                "web",
                Optional.empty(),
                new X500Principal("CN=Some CA"),
                Optional.empty(),
                BEGIN,
                BEGIN.plusSeconds(life));
        return expiring.level(Duration.ofSeconds(warn), expiring.notAfter().minusSeconds(left));
    }
}
