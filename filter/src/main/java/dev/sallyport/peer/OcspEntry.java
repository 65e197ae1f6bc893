// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an OCSP response says of one certificate.
 *
 * @param id which certificate
 * @param status whether it was revoked
 * @param thisUpdate when that was known to be right
 * @param nextUpdate when more is known at the latest, if it says so
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.1">RFC 6960, section 4.2.1</a>
 */
record OcspEntry(Der id, Status status, Instant thisUpdate, Optional<Instant> nextUpdate) {

    private static final int GOOD = 0x80;
    private static final int REVOKED = 0xA1;
    private static final int UNKNOWN = 0x82;
    private static final int REASON = 0xA0;
    private static final int NEXT_UPDATE = 0xA0;
    private static final int EXTENSIONS = 0xA1;

    /** SCTs, which say nothing of revocation. */
    private static final Set<String> UNDERSTOOD = Set.of("1.3.6.1.4.1.11129.2.4.5");

    /** From the best to the worst. */
    enum Status {
        GOOD,
        UNKNOWN,
        REVOKED
    }

    static OcspEntry read(Der entry) throws UnreadableException {
        List<Der> fields = entry.children(Der.SEQUENCE);
        Instant thisUpdate = DerTime.readGeneralized(fields.get(2));
        Optional<Instant> nextUpdate = Optional.empty();
        int at = 3;
        if (at < fields.size() && fields.get(at).tag() == NEXT_UPDATE) {
            nextUpdate = Optional.of(DerTime.readGeneralized(fields.get(at++).only(NEXT_UPDATE)));
        }
        if (at < fields.size()) {
            Extensions.requireUnderstood(Extensions.read(fields.get(at++).only(EXTENSIONS)), UNDERSTOOD);
        }
        if (at != fields.size()
                || nextUpdate.filter(next -> next.isBefore(thisUpdate)).isPresent()) {
            throw new UnreadableException("an entry of it has too many fields, or its next update is before this one");
        }
        return new OcspEntry(fields.get(0).expect(Der.SEQUENCE), status(fields.get(1)), thisUpdate, nextUpdate);
    }

    private static Status status(Der field) throws UnreadableException {
        if (field.tag() == REVOKED) {
            List<Der> parts = field.children(REVOKED);
            DerTime.readGeneralized(parts.get(0));
            if (parts.size() > 2) {
                throw malformed();
            }
            if (parts.size() == 2) {
                parts.get(1).only(REASON).expect(Der.ENUMERATED);
            }
            return Status.REVOKED;
        }
        if ((field.tag() != GOOD && field.tag() != UNKNOWN) || field.content().length > 0) {
            throw malformed();
        }
        return field.tag() == GOOD ? Status.GOOD : Status.UNKNOWN;
    }

    private static UnreadableException malformed() {
        return new UnreadableException("the status of a certificate in it is malformed");
    }

    /** From when on it is no longer believed. */
    Instant end(Duration maximumAge) {
        Instant oldest = thisUpdate.plus(maximumAge);
        return nextUpdate.filter(next -> next.isBefore(oldest)).orElse(oldest);
    }
}
