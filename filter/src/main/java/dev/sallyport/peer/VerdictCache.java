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
 * <p>Certificates are known again by instance, as long as a connection lasts, else by their bytes. A finding holds from the
 * instant it was made for until a date turns of anything that was presented, that the trust believes or that the finding
 * names, but not for more than an hour, and only in the epoch in which it was begun. Once seen outside of that it is gone,
 * and a clock that is put back does not bring it again. Callers whom
 * the trust proves and those whom it refuses are kept apart, so that no number of made-up certificates displaces a good
 * one. Both are bounded in number and weight. Nothing is locked where something is found.
 */
final class VerdictCache {

    static final Duration LONGEST = Duration.ofHours(1);

    private static final int INSTANCES = 1024;
    private static final int KIBIBYTE = 1024;

    private final AtomicReferenceArray<@Nullable Seen> instances = new AtomicReferenceArray<>(INSTANCES);
    private final Cache<ChainKey, Kept> proven = bounded(64 * KIBIBYTE * KIBIBYTE, 6 * KIBIBYTE);
    private final Cache<ChainKey, Kept> refused = bounded(8 * KIBIBYTE * KIBIBYTE, 8 * KIBIBYTE);
    private final Turns believed;
    private final Epoch epoch;

    /** Finds out what is not known yet; what it throws is not kept. */
    interface Verifier {
        Finding verify(List<X509Certificate> presented, Instant now);
    }

    /** A finding, when it holds, and whether it was ever asked for outside of that. */
    private record Kept(Finding finding, Instant from, Instant until, long epoch, AtomicBoolean gone) {
        boolean holdsAt(Instant now, long present) {
            if (epoch != present || now.isBefore(from) || !now.isBefore(until)) {
                gone.set(true);
            }
            return !gone.get();
        }
    }

    /** A finding of these very instances. */
    private record Seen(Kept kept, List<X509Certificate> presented) {
        @SuppressWarnings("ReferenceEquality") // the same objects of the JDK's own class cannot have changed
        boolean isOf(X509Certificate[] others) {
            if (others.length != presented.size()) {
                return false;
            }
            for (int i = 0; i < others.length; i++) {
                if (presented.get(i) != others[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** For a trust that believes something until these dates turn, and learns in epochs. */
    VerdictCache(Turns believed, Epoch epoch) {
        this.believed = believed;
        this.epoch = epoch;
    }

    /** What was found of these instances, if it still holds. */
    @Nullable Finding known(X509Certificate[] presented, Instant now) {
        Seen seen = instances.get(slot(presented[0]));
        return seen != null && seen.isOf(presented) && seen.kept().holdsAt(now, epoch.now())
                ? seen.kept().finding()
                : null;
    }

    /** What was proven of these certificates, whatever connection they came over, if it still holds. */
    @Nullable Finding proven(List<X509Certificate> presented, Instant now) {
        Kept kept = held(proven, new ChainKey(presented), now);
        return kept == null ? null : seen(kept, presented);
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
        return seen(kept, presented).at(now);
    }

    /** How many refusals it keeps at the moment. */
    long sizeOfRefused() {
        refused.cleanUp();
        return refused.estimatedSize();
    }

    /** From now on these instances are known too. */
    private Finding seen(Kept kept, List<X509Certificate> presented) {
        if (kept.finding() instanceof Finding.Proven) {
            instances.set(slot(presented.get(0)), new Seen(kept, presented));
        }
        return kept.finding();
    }

    private Kept keep(ChainKey key, Finding finding, Instant now, long begun) {
        Instant longest = now.plus(LONGEST);
        Instant until = believed.next(now, finding.until().isBefore(longest) ? finding.until() : longest);
        Kept kept = new Kept(finding, now, new Turns(key.certificates()).next(now, until), begun, new AtomicBoolean());
        (finding instanceof Finding.Proven ? proven : refused).put(key, kept);
        return kept;
    }

    private @Nullable Kept held(Cache<ChainKey, Kept> cache, ChainKey key, Instant now) {
        Kept kept = cache.getIfPresent(key);
        return kept != null && kept.holdsAt(now, epoch.now()) ? kept : null;
    }

    private static int slot(X509Certificate own) {
        return System.identityHashCode(own) & (INSTANCES - 1);
    }

    /** Entries that are lighter than the least weigh as much, which bounds their number too. */
    private static Cache<ChainKey, Kept> bounded(int most, int least) {
        return Caffeine.newBuilder()
                .maximumWeight(most)
                .<ChainKey, Kept>weigher((key, kept) -> Math.max(least, key.weight()))
                .executor(Runnable::run) // no thread of its own in somebody's container
                .build();
    }
}
