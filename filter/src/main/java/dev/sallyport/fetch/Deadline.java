// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.time.Duration;

/**
 * Until when somebody waits.
 *
 * @param nanoTime the end, as {@link System#nanoTime} counts
 */
public record Deadline(long nanoTime) {

    /** So long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** How much is left; nothing once it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** The same in milliseconds, at least one; 0 once it has passed. */
    int leftMillis() {
        long nanos = left().toNanos();
        return nanos == 0 ? 0 : Math.toIntExact(Math.min(Integer.MAX_VALUE, 1 + nanos / 1_000_000));
    }

    /** Part of what is left: that of one of so many. */
    Deadline share(int of) {
        return in(left().dividedBy(of));
    }
}
