// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers what was fetched, and sees to it that it is fetched again before it ends.
 *
 * <p>A request waits for a first answer only, all that want it for the same one. Later answers are fetched beside the
 * requests, when between a half and three quarters of the time have passed that the last one is good for, or an hour if that
 * is less; as long as that fails, the last one counts until its end and the grace after it. What fails is left alone for a
 * while, and so is its host if that does not speak at all. What nobody has wanted for a day is forgotten.
 *
 * <p>Safe for use by many threads.
 */
public final class FetchCache<K, V> {

    /** What is good for longer is looked at again as if it were not, for it may be replaced at any time. */
    private static final Duration LONGEST = Duration.ofMinutes(80);

    private static final int MOST_AT_ONCE = 50;

    /** Who answers may have a say in it, and it is kept. */
    private static final int LONGEST_REASON = 500;

    private final Origin<K, V> origin;
    private final Duration grace;
    private final Background background;
    private final Hosts hosts;
    private final Cache<K, Entry<V>> entries;

    /**
     * A cache of what comes from there.
     *
     * @param grace how long an answer counts after its end
     * @param most how much is held by weight
     * @param least what anything weighs at least, which bounds the number
     */
    public FetchCache(Origin<K, V> origin, Duration grace, Background background, long most, int least) {
        this.origin = origin;
        this.grace = grace;
        this.background = background;
        this.hosts = background.hosts();
        this.entries = Caffeine.newBuilder()
                .maximumWeight(most)
                .<K, Entry<V>>weigher((key, entry) -> Math.max(
                        least,
                        entry.held().map(held -> origin.weight(held.value())).orElse(0)))
                .executor(Runnable::run) // no thread of its own in somebody's container
                .build();
        background.lookAfter(this::refresh);
    }

    /**
     * What is known of it.
     *
     * @param patience how long to wait, if this is the first time that somebody wants it
     */
    public Answer<V> get(K key, Instant now, Deadline patience) {
        CompletableFuture<Answer<V>> next = new CompletableFuture<>();
        Entry<V> entry = entries.asMap()
                .compute(
                        key,
                        (same, known) -> (known == null ? Entry.<V>nothing(now) : known)
                                .askedAt(now)
                                .runningIfDue(next, now));
        begin(key, entry, next);
        return entry.usable(now, grace).orElseGet(() -> {
            if (entry.mayBeWaitedFor()) {
                return await(entry, now, patience);
            }
            return entry.running().isPresent()
                    ? soon(entry, "it is fetched again after " + entry.setback().reason(), now)
                    : missing(entry.setback(), entry.last());
        });
    }

    /** Fetches what is due, and forgets what nobody wants. */
    void refresh() {
        Instant now = background.clock().instant();
        int begun = 0;
        for (Map.Entry<K, Entry<V>> known : entries.asMap().entrySet()) {
            K key = known.getKey();
            CompletableFuture<Answer<V>> next = new CompletableFuture<>();
            Entry<V> entry = entries.asMap()
                    .computeIfPresent(key, (same, held) -> held.isUnwanted(now) ? null : held.runningIfDue(next, now));
            if (entry != null && begin(key, entry, next) && ++begun == MOST_AT_ONCE) {
                return;
            }
        }
    }

    /** Everything that it holds, the last good answers. */
    public List<V> held() {
        return entries.asMap().values().stream()
                .flatMap(entry -> entry.last().stream())
                .toList();
    }

    /** How much it holds at the moment. */
    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }

    /** Whether this fetch was to begin. */
    private boolean begin(K key, Entry<V> entry, CompletableFuture<Answer<V>> next) {
        boolean mine = entry.running().filter(next::equals).isPresent();
        if (mine && !background.execute(() -> fetch(key, next, entry))) {
            failed(key, next, new Setback(1, Instant.MAX, "nothing is fetched any more", true));
        }
        return mine;
    }

    private void fetch(K key, CompletableFuture<Answer<V>> flight, Entry<V> before) {
        Instant begun = background.clock().instant();
        String host = origin.host(key);
        Optional<Setback> refused = hosts.refuse(host, begun);
        if (refused.isPresent()) {
            failed(key, flight, refused.get());
            return;
        }
        try {
            Fetched<V> fetched = origin.fetch(key, before.held().map(Fetched::value));
            Instant now = background.clock().instant();
            if (!now.isBefore(fetched.until().plus(grace))) {
                throw new FetchException("it ended at " + fetched.until());
            }
            answered(host);
            keep(key, flight, fetched, now, before);
        } catch (FetchException e) {
            failed(key, flight, before, reason(e), e.isOfHost());
        } catch (IOException e) {
            failed(key, flight, before, reason(e), false);
        } catch (RuntimeException | Error e) { // whoever waits is told, whatever a parser met
            failed(key, flight, before, "it cannot be used: " + e.getClass().getName(), false);
        }
    }

    private static String reason(IOException e) {
        String reason = String.valueOf(e.getMessage());
        return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    private void keep(K key, CompletableFuture<Answer<V>> flight, Fetched<V> fetched, Instant now, Entry<V> before) {
        Instant next = now.plus(time(now, fetched.until()));
        entries.asMap()
                .compute(key, (same, known) -> (known == null ? Entry.<V>nothing(now) : known).fetched(fetched, next));
        if (before.held().isPresent() || before.setback().isAny()) {
            origin.changed(before.held().map(Fetched::value), fetched.value());
        }
        flight.complete(new Answer.Held<>(fetched.value(), fetched.until().plus(grace)));
        if (before.setback().isAny() && !before.setback().ofHost()) {
            background.events().accept(new Event.FetchRecovered(origin.name(key)));
        }
    }

    /** How long until it is fetched anew. */
    private Duration time(Instant now, Instant until) {
        Duration left = Duration.between(now, until);
        Duration good = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        Duration part = Duration.ofMillis(
                (long) (good.toMillis() * (0.5 + background.random().nextDouble() / 4)));
        return part.compareTo(Setback.FIRST) < 0 ? Setback.FIRST : part;
    }

    private void failed(K key, CompletableFuture<Answer<V>> flight, Entry<V> before, String reason, boolean ofHost) {
        Instant now = background.clock().instant();
        String host = origin.host(key);
        if (!ofHost) {
            answered(host);
            failed(key, flight, before.setback().after(now, reason, false));
            if (!before.setback().isAny() || before.setback().ofHost()) {
                background.events().accept(new Event.FetchFails(origin.name(key), reason));
            }
            return;
        }
        Setback setback = hosts.failed(host, now, reason);
        failed(key, flight, setback);
        if (setback.failures() == 1) {
            background.events().accept(new Event.FetchFails(host, reason));
        }
    }

    private void failed(K key, CompletableFuture<Answer<V>> flight, Setback setback) {
        Entry<V> entry = entries.asMap()
                .compute(
                        key,
                        (same, known) -> (known == null
                                        ? Entry.<V>nothing(background.clock().instant())
                                        : known)
                                .failed(setback));
        flight.complete(missing(setback, entry.last()));
    }

    private void answered(String host) {
        if (hosts.answered(host)) {
            background.events().accept(new Event.FetchRecovered(host));
        }
    }

    private Answer<V> await(Entry<V> entry, Instant now, Deadline patience) {
        try {
            return entry.running().orElseThrow().get(patience.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return soon(entry, "no answer has come in time", now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return soon(entry, "the request was interrupted", now);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fetch ends with an answer", e);
        }
    }

    private static <V> Answer<V> missing(Setback setback, Optional<V> last) {
        return new Answer.Missing<>(setback.told(), setback.until(), last);
    }

    private static <V> Answer<V> soon(Entry<V> entry, String reason, Instant now) {
        return new Answer.Missing<>(reason, now.plus(Setback.FIRST), entry.last());
    }
}
