// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * What a CRL speaks of: all that its issuer issued, or the part that its issuing distribution point says.
 *
 * @param places where it is found; only certificates that name one of these are meant
 * @param callersOnly whether it speaks of no CA
 * @param issuersOnly whether it speaks of CAs only
 * @param reasons the reasons for which certificates are on it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.2.5">RFC 5280, section 5.2.5</a>
 */
record CrlScope(Optional<Set<Object>> places, boolean callersOnly, boolean issuersOnly, int reasons) {

    /** All that its issuer issued. */
    static final CrlScope ALL = new CrlScope(Optional.empty(), false, false, ReasonFlags.ALL);

    private static final int PLACE = 0xA0;
    private static final int USERS_ONLY = 0x81;
    private static final int CAS_ONLY = 0x82;
    private static final int SOME_REASONS = 0x83;
    private static final int INDIRECT = 0x84;
    private static final int ATTRIBUTES_ONLY = 0x85;

    CrlScope {
        places = places.map(Set::copyOf);
    }

    /** Reads an issuing distribution point. */
    static CrlScope read(Der extension, X500Principal issuer) throws UnreadableException {
        CrlScope scope = ALL;
        int last = -1;
        for (Der field : extension.children(Der.SEQUENCE)) {
            int number = field.tag() & 0x1F;
            if (number <= last) {
                throw malformed();
            }
            last = number;
            scope = scope.with(field, issuer);
        }
        if (last < 0 || (scope.callersOnly && scope.issuersOnly)) {
            throw malformed();
        }
        return scope;
    }

    private CrlScope with(Der field, X500Principal issuer) throws UnreadableException {
        return switch (field.tag()) {
            case PLACE ->
                new CrlScope(
                        Optional.of(DistributionPointNames.read(field, issuer)), callersOnly, issuersOnly, reasons);
            case USERS_ONLY -> new CrlScope(places, field.truth(), issuersOnly, reasons);
            case CAS_ONLY -> new CrlScope(places, callersOnly, field.truth(), reasons);
            case SOME_REASONS -> new CrlScope(places, callersOnly, issuersOnly, ReasonFlags.read(field));
            case INDIRECT -> refuse(field, "it is an indirect CRL, which is not supported");
            case ATTRIBUTES_ONLY -> refuse(field, "it speaks of attribute certificates only");
            default -> throw malformed();
        };
    }

    private CrlScope refuse(Der field, String reason) throws UnreadableException {
        if (field.truth()) {
            throw new UnreadableException(reason);
        }
        return this;
    }

    /** The reasons of which it speaks for this certificate of its issuer; none if it does not speak of it. */
    int reasonsFor(PathCertificate certificate) throws UnreadableException {
        boolean issuer = certificate.certificate().getBasicConstraints() >= 0;
        if ((callersOnly && issuer) || (issuersOnly && !issuer)) {
            return 0;
        }
        List<DistributionPoint> points = DistributionPoint.of(certificate);
        int spoken = 0;
        for (DistributionPoint point : points) {
            if (point.isOf(certificate.issuer())) {
                spoken |= places.map(point::reasonsAt).orElse(ReasonFlags.ALL);
            }
        }
        return spoken & reasons;
    }

    private static UnreadableException malformed() {
        return new UnreadableException("its issuing distribution point is malformed");
    }
}
