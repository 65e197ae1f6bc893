// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What one trust found lately of the certificates presented to it. It belongs to that trust, which never changes: one that
 * takes its place begins with nothing, and what was begun before is not kept after.
 *
 * <p>Certificates are known again by their bytes, and on a connection that goes on by instance; what was asked for
 * lately, unless it is heavy, is found in tables of a fixed size, in front of all that is remembered. A finding holds from the
 * instant it was made for until a date turns of anything that was presented, that the trust believes or that the finding
 * names, but not for more than an hour, and only in the epoch in which it was begun. Once seen outside of that it is gone,
 * and a clock that is put back does not bring it again. Callers whom
 * the trust proves and those whom it refuses are kept apart, so that no number of made-up certificates displaces a good
 * one. Both are bounded in number and weight. Nothing is locked where something is found.
 */
final class VerdictCache {

    static final Duration LONGEST = Duration.ofHours(1);

    private static final int SLOTS = 1024;

    /** A dozen usual certificates. */
    private static final int HEAVIEST_AT_HAND = 128 * 1024;

    private static final int KIBIBYTE = 1024;

    /**
     * The identity hashes of those who were known last. An instance is kept when it is known a second time: many come once, and
     * a young object in an old table costs the collector more than to compare bytes again.
     */
    private final int[] last = new int[SLOTS];

    private final AtomicReferenceArray<@Nullable Seen> instances = new AtomicReferenceArray<>(SLOTS);
    private final AtomicReferenceArray<@Nullable Seen> equals = new AtomicReferenceArray<>(SLOTS);
    private final Cache<ChainKey, Kept> proven = bounded(64 * KIBIBYTE * KIBIBYTE, 6 * KIBIBYTE);
    private final Cache<ChainKey, Kept> refused = bounded(8 * KIBIBYTE * KIBIBYTE, 8 * KIBIBYTE);
    private final Turns believed;
    private final Epoch epoch;

    /** Finds out what is not known yet; what it throws is not kept. */
    interface Verifier {
        Finding verify(List<X509Certificate> presented, Instant now);
    }

    /** A finding, when it holds, whether it was ever asked for outside of that, and how much memory it keeps. */
    private record Kept(Finding finding, Instant from, Instant until, long epoch, AtomicBoolean gone, int weight) {
        boolean holdsAt(Instant now, long present) {
            if (epoch != present || now.isBefore(from) || !now.isBefore(until)) {
                gone.set(true);
            }
            return !gone.get();
        }
    }

    /** A finding of these certificates, all of the JDK's own class, which cannot have changed since. */
    private record Seen(Kept kept, List<X509Certificate> presented) {
        @SuppressWarnings("ReferenceEquality")
        boolean isOfTheSame(X509Certificate[] others) {
            boolean same = others.length == presented.size();
            for (int i = 0; same && i < others.length; i++) {
                same = presented.get(i) == others[i];
            }
            return same;
        }

        boolean isOfEqual(X509Certificate[] others) {
            boolean equal = others.length == presented.size();
            for (int i = 0; equal && i < others.length; i++) {
                equal = presented.get(i).equals(others[i]);
            }
            return equal;
        }
    }

    /** For a trust that believes something until these dates turn, and learns in epochs. */
    VerdictCache(Turns believed, Epoch epoch) {
        this.believed = believed;
        this.epoch = epoch;
    }

    /** What was proven of these certificates lately, if it still holds and is at hand; null says nothing of them. */
    @Nullable Finding recall(X509Certificate[] presented, Instant now) {
        int hash = System.identityHashCode(presented[0]);
        if (last[slot(hash)] == hash) {
            Seen seen = instances.get(slot(hash));
            if (seen != null && seen.isOfTheSame(presented)) {
                return seen.kept().holdsAt(now, epoch.now()) ? seen.kept().finding() : null;
            }
        }
        return Presented.areOwn(presented) ? recallEqual(presented, now, hash) : null;
    }

    private @Nullable Finding recallEqual(X509Certificate[] presented, Instant now, int identityHash) {
        Seen seen = equals.get(slot(ChainKey.hash(presented[0])));
        if (seen == null || !seen.isOfEqual(presented) || !seen.kept().holdsAt(now, epoch.now())) {
            return null;
        }
        if (last[slot(identityHash)] == identityHash) {
            remember(new Seen(seen.kept(), List.of(presented)));
        } else {
            last[slot(identityHash)] = identityHash;
        }
        return seen.kept().finding();
    }

    /** What was found of these certificates, if it still holds, or what the verifier finds of them now. */
    Finding find(List<X509Certificate> presented, Instant now, Verifier verifier) {
        ChainKey key = new ChainKey(presented);
        Kept kept = held(proven, key, now);
        if (kept == null) {
            kept = held(refused, key, now);
        }
        if (kept == null) {
            long begun = epoch.now();
            kept = keep(key, verifier.verify(presented, now), now, begun);
        }
        if (kept.finding() instanceof Finding.Proven && kept.weight() <= HEAVIEST_AT_HAND) {
            Seen seen = new Seen(kept, key.certificates());
            remember(seen);
            equals.setRelease(slot(ChainKey.hash(presented.get(0))), seen);
        }
        return kept.finding().at(now);
    }

    /** How many refusals it keeps at the moment. */
    long sizeOfRefused() {
        refused.cleanUp();
        return refused.estimatedSize();
    }

    /** From now on these instances are known too. */
    private void remember(Seen seen) {
        int hash = System.identityHashCode(seen.presented().get(0));
        instances.setRelease(slot(hash), seen);
        last[slot(hash)] = hash;
    }

    private Kept keep(ChainKey key, Finding finding, Instant now, long begun) {
        Instant longest = now.plus(LONGEST);
        Instant until = believed.next(now, finding.until().isBefore(longest) ? finding.until() : longest);
        Instant end = Turns.next(key.certificates(), now, until);
        Kept kept = new Kept(finding, now, end, begun, new AtomicBoolean(), key.weight());
        (finding instanceof Finding.Proven ? proven : refused).put(key, kept);
        return kept;
    }

    private @Nullable Kept held(Cache<ChainKey, Kept> cache, ChainKey key, Instant now) {
        Kept kept = cache.getIfPresent(key);
        return kept != null && kept.holdsAt(now, epoch.now()) ? kept : null;
    }

    private static int slot(int hash) {
        return hash & (SLOTS - 1);
    }

    /** Entries that are lighter than the least weigh as much, which bounds their number too. */
    private static Cache<ChainKey, Kept> bounded(int most, int least) {
        return Caffeine.newBuilder()
                .maximumWeight(most)
                .<ChainKey, Kept>weigher((key, kept) -> Math.max(least, kept.weight()))
                .executor(Runnable::run) // no thread of its own in somebody's container
                .build();
    }
}
