// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something has failed in a row, and how long it is left alone for it: ten seconds, and twice as long each time,
 * up to ten minutes.
 *
 * @param failures how often
 * @param until when it may be tried again
 * @param reason why it failed last
 * @param ofHost whether all of its host is left alone
 */
record Setback(int failures, Instant until, String reason, boolean ofHost) {

    static final Setback NONE = new Setback(0, Instant.MIN, "", false);
    static final Duration FIRST = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    boolean isAny() {
        return failures > 0;
    }

    boolean forbidsAt(Instant now) {
        return now.isBefore(until);
    }

    Setback after(Instant now, String why, boolean whole) {
        return new Setback(failures + 1, now.plus(delay(failures)), why, whole);
    }

    /** The same, while one try is made; who comes meanwhile comes again soon, for it may succeed. */
    Setback tried(Instant now) {
        return new Setback(failures, now.plus(FIRST), reason, ofHost);
    }

    String told() {
        return until.equals(Instant.MAX) ? reason : reason + "; it is left alone until " + until;
    }

    private static Duration delay(int before) {
        return before > 5 ? LONGEST : FIRST.multipliedBy(1L << before);
    }
}
