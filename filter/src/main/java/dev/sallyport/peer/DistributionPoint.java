// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Where a certificate says that a CRL is found which speaks of it.
 *
 * @param places the names of the place
 * @param reasons the reasons of which that CRL speaks
 * @param issuers who issues it, if not the issuer of the certificate
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13">RFC 5280, section 4.2.1.13</a>
 */
record DistributionPoint(Set<Object> places, int reasons, Optional<Set<Object>> issuers) {

    private static final String EXTENSION = "2.5.29.31";
    private static final int PLACE = 0xA0;
    private static final int REASONS = 0x81;
    private static final int ISSUERS = 0xA2;

    DistributionPoint {
        places = Set.copyOf(places);
        issuers = issuers.map(Set::copyOf);
    }

    /** Those of a certificate; one that says nothing means its issuer's own, wherever that is. */
    static List<DistributionPoint> of(PathCertificate certificate) throws UnreadableException {
        Optional<Der> extension = certificate.fields().extension(EXTENSION);
        if (extension.isEmpty()) {
            return List.of(new DistributionPoint(Set.of(certificate.issuer()), ReasonFlags.ALL, Optional.empty()));
        }
        List<DistributionPoint> points = new ArrayList<>();
        for (Der point : extension.get().children(Der.SEQUENCE)) {
            points.add(read(point, certificate.issuer()));
        }
        return points;
    }

    private static DistributionPoint read(Der point, X500Principal issuer) throws UnreadableException {
        Set<Object> places = Set.of();
        int reasons = ReasonFlags.ALL;
        Optional<Set<Object>> issuers = Optional.empty();
        for (Der field : point.children(Der.SEQUENCE)) {
            switch (field.tag()) {
                case PLACE -> places = DistributionPointNames.read(field, issuer);
                case REASONS -> reasons = ReasonFlags.read(field);
                case ISSUERS -> issuers = Optional.of(DistributionPointNames.generalNames(field));
                default -> throw new UnreadableException("a distribution point of its CRLs is malformed");
            }
        }
        return new DistributionPoint(places.isEmpty() ? issuers.orElse(Set.of()) : places, reasons, issuers);
    }

    /** Whether the CRL there is issued by this issuer. */
    boolean isOf(X500Principal issuer) {
        return issuers.isEmpty() || issuers.get().contains(issuer);
    }

    /** The reasons of which a CRL speaks that is found at one of these places. */
    int reasonsAt(Set<Object> others) {
        return Collections.disjoint(places, others) ? 0 : reasons;
    }
}
