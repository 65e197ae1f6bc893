// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What is known of one thing, and what is being done to know it.
 *
 * @param held what was fetched
 * @param refresh when it is fetched anew
 * @param running the fetch that is under way
 * @param setback what has failed since
 * @param asked when somebody wanted it last
 */
record Entry<V>(
        Optional<Fetched<V>> held,
        Instant refresh,
        Optional<CompletableFuture<Answer<V>>> running,
        Setback setback,
        Instant asked) {

    private static final Duration UNWANTED = Duration.ofDays(1);

    static <V> Entry<V> nothing(Instant asked) {
        return new Entry<>(Optional.empty(), Instant.MIN, Optional.empty(), Setback.NONE, asked);
    }

    Entry<V> askedAt(Instant now) {
        return new Entry<>(held, refresh, running, setback, now);
    }

    /** With this fetch under way, if one is due and none is. */
    Entry<V> runningIfDue(CompletableFuture<Answer<V>> next, Instant now) {
        boolean due = running.isEmpty() && !now.isBefore(refresh) && !setback.forbidsAt(now);
        return due ? new Entry<>(held, refresh, Optional.of(next), setback, asked) : this;
    }

    Entry<V> fetched(Fetched<V> value, Instant next) {
        return new Entry<>(Optional.of(value), next, Optional.empty(), Setback.NONE, asked);
    }

    Entry<V> failed(Setback why) {
        return new Entry<>(held, refresh, Optional.empty(), why, asked);
    }

    /** Whether nobody has wanted it for long. */
    boolean isUnwanted(Instant now) {
        return running.isEmpty() && asked.plus(UNWANTED).isBefore(now);
    }

    /** Whether a request may wait for what is under way: not once it has had an answer and lost it by failures. */
    boolean mayBeWaitedFor() {
        return running.isPresent() && (held.isEmpty() || !setback.isAny());
    }

    Optional<V> last() {
        return held.map(Fetched::value);
    }

    /** What is held, if it counts still. */
    Optional<Answer<V>> usable(Instant now, Duration grace) {
        return held.filter(fetched -> now.isBefore(fetched.until().plus(grace)))
                .map(fetched ->
                        new Answer.Held<>(fetched.value(), fetched.until().plus(grace)));
    }
}
