// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.concurrent.atomic.AtomicLong;

/** Counts how often something was learned that what is remembered may contradict. Safe for use by many threads. */
final class Epoch {

    private final AtomicLong number = new AtomicLong();

    /** The present one; what was begun in another holds no more. */
    long now() {
        return number.get();
    }

    /** Something was learned. Whoever asks from now on must know it already. */
    void next() {
        number.incrementAndGet();
    }
}
