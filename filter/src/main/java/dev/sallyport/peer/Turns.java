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
            instants.add(certificate.getNotBefore().toInstant());
            instants.add(certificate.getNotAfter().toInstant().plusNanos(1)); // the last second belongs to it
        }
    }

    /** The first turn after {@code now}, but not later than the limit. */
    Instant next(Instant now, Instant limit) {
        @Nullable Instant turn = instants.higher(now);
        return turn == null || turn.isAfter(limit) ? limit : turn;
    }
}
