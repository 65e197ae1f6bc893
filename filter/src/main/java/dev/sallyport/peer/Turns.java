// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When the dates of certificates turn: each becomes valid at one instant and ceases to be at another, as CRLs do. Between two
 * turns time changes nothing of what is found of them.
 */
final class Turns {

    private final NavigableSet<Instant> instants = new TreeSet<>();

    Turns(Collection<X509Certificate> certificates) {
        this(certificates, List.of());
    }

    /** Those of certificates, and others. */
    Turns(Collection<X509Certificate> certificates, Collection<Instant> others) {
        instants.addAll(others);
        for (X509Certificate certificate : certificates) {
            instants.add(begin(certificate));
            instants.add(end(certificate));
        }
    }

    /** The first turn after {@code now}, but not later than the limit. */
    Instant next(Instant now, Instant limit) {
        @Nullable Instant turn = instants.higher(now);
        return turn == null || turn.isAfter(limit) ? limit : turn;
    }

    /** The same of certificates that are asked about once. */
    static Instant next(Collection<X509Certificate> certificates, Instant now, Instant limit) {
        Instant next = limit;
        for (X509Certificate certificate : certificates) {
            next = earlier(begin(certificate), now, earlier(end(certificate), now, next));
        }
        return next;
    }

    private static Instant earlier(Instant turn, Instant now, Instant next) {
        return turn.isAfter(now) && turn.isBefore(next) ? turn : next;
    }

    private static Instant begin(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant();
    }

    /** The last second belongs to it. */
    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().plusNanos(1);
    }
}
