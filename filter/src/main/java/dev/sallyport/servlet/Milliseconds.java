// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock by the millisecond, which is finer than any date of a certificate. It reads the time in the cheapest way there
 * is, and says the same millisecond by the same object. Safe for use by many threads.
 */
final class Milliseconds implements InstantSource {

    private final InstantSource clock;
    private volatile Instant last = Instant.EPOCH;

    Milliseconds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        long now = clock.millis();
        Instant known = last;
        if (known.toEpochMilli() != now) {
            known = Instant.ofEpochMilli(now);
            last = known;
        }
        return known;
    }
}
