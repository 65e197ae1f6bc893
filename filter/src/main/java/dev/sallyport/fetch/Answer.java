// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.time.Instant;
import java.util.Optional;

/** What is known of something that is fetched. */
public sealed interface Answer<V> {

    /**
     * It was fetched.
     *
     * @param value what came
     * @param until until when it counts, its grace included
     */
    record Held<V>(V value, Instant until) implements Answer<V> {}

    /**
     * It was not.
     *
     * @param reason why, as a part of a sentence
     * @param until when to ask again; before, nothing else would be said
     * @param last what came last, which counts no more
     */
    record Missing<V>(String reason, Instant until, Optional<V> last) implements Answer<V> {}
}
