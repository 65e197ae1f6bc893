// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;

/** Which hosts are left alone, because they could not be spoken to. */
final class Hosts {

    private static final int MOST = 1000;

    private final Cache<String, Setback> failing =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /** Why it must not be bothered; where it has failed, one may try once the time has come, and only one. */
    Optional<Setback> refuse(String host, Instant now) {
        Setback known = failing.getIfPresent(host);
        if (known == null) {
            return Optional.empty();
        }
        Setback tried = known.tried(now);
        boolean mine = !known.forbidsAt(now) && failing.asMap().replace(host, known, tried);
        return mine ? Optional.empty() : Optional.of(known.forbidsAt(now) ? known : tried);
    }

    /** It has answered; whether it had not before. */
    boolean answered(String host) {
        return failing.asMap().remove(host) != null;
    }

    /** It has failed. */
    Setback failed(String host, Instant now, String reason) {
        return failing.asMap()
                .compute(host, (same, known) -> (known == null ? Setback.NONE : known).after(now, reason, true));
    }
}
