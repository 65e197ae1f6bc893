// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.NameSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a rule stands in a {@link RuleIndex}.
 *
 * @param kind which names of a certificate lead there
 * @param steps the way; {@link #ANY} is any one step
 * @param below whether one or more steps follow
 */
record Place(Kind kind, List<Object> steps, boolean below) {

    static final Object ANY = new Object();

    Place {
        steps = List.copyOf(steps);
    }

    static Place at(Kind kind, Object... steps) {
        return new Place(kind, List.of(steps), false);
    }

    /** What leads to rules. */
    enum Kind {
        /** The trust domain of a SPIFFE ID and the segments of its path. */
        SPIFFE,
        /** A DNS name in lower case. */
        DNS,
        /** What follows the first label of a DNS name. */
        DNS_BELOW,
        /** A URI. */
        URI,
        /** What stands before the last segment of a URI. */
        URI_BELOW,
        /** The domain of an address in lower case, and its local part. */
        EMAIL,
        /** The length of a prefix, and an address of which only that is left. */
        IP,
        /** The RDNs of the subject. */
        SUBJECT,
        /** The RDNs of the issuer. */
        ISSUER,
        /** The thumbprint. */
        SHA256;

        /**
         * The ways on which these names lead to rules.
         *
         * @param inUse the first steps that there are
         */
        Stream<List<Object>> ways(Names names, Set<Object> inUse) {
            return switch (this) {
                case SPIFFE -> names.spiffeId().map(SpiffeId::steps).stream();
                case DNS -> values(names, NameSource.DNS).map(name -> List.of(lower(name)));
                case DNS_BELOW ->
                    values(names, NameSource.DNS).map(name -> List.of(lower(name.substring(name.indexOf('.') + 1))));
                case URI -> values(names, NameSource.URI).map(List::of);
                case URI_BELOW ->
                    values(names, NameSource.URI).map(uri -> List.of(uri.substring(0, uri.lastIndexOf('/') + 1)));
                case EMAIL -> values(names, NameSource.EMAIL).map(Kind::email);
                case IP -> values(names, NameSource.IP).flatMap(literal -> prefixes(literal, inUse));
                case SUBJECT -> Stream.of(NamePattern.steps(names.certificate().subject()));
                case ISSUER -> Stream.of(NamePattern.steps(names.certificate().issuer()));
                case SHA256 -> values(names, NameSource.SHA256).map(List::of);
            };
        }

        private static Stream<String> values(Names names, NameSource source) {
            return names.values(source).stream();
        }

        private static String lower(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        private static List<Object> email(String address) {
            int at = address.indexOf('@');
            return List.of(lower(address.substring(at + 1)), address.substring(0, Math.max(0, at)));
        }

        private static Stream<List<Object>> prefixes(String literal, Set<Object> inUse) {
            return IpAddress.parse(literal).stream()
                    .flatMap(address -> inUse.stream()
                            .filter(prefix -> (Integer) prefix <= address.bits())
                            .map(prefix -> List.of(prefix, address.masked((Integer) prefix))));
        }
    }
}
