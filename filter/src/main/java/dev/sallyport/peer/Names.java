// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.AlternativeName;
import dev.sallyport.NameSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate may be called by.
 *
 * @param certificate the certificate
 * @param spiffeId the SPIFFE ID, if it is the only URI
 */
record Names(Presented certificate, Optional<SpiffeId> spiffeId) {

    /** Tried in this order where nothing else is said. */
    static final List<NameSource> DEFAULT_ORDER =
            List.of(NameSource.SPIFFE, NameSource.URI, NameSource.DNS, NameSource.EMAIL, NameSource.CN);

    Names(Presented certificate) {
        this(certificate, spiffeId(alternatives(certificate, AlternativeName.Type.URI)));
    }

    private static Optional<SpiffeId> spiffeId(List<String> uris) {
        return uris.size() == 1 ? SpiffeId.parse(uris.get(0)) : Optional.empty();
    }

    /** The first source of the default order that has exactly one value. */
    Optional<PeerName> byDefault() {
        for (NameSource source : DEFAULT_ORDER) {
            List<String> values = values(source);
            if (values.size() == 1) {
                return Optional.of(new PeerName(source, values.get(0)));
            }
        }
        return Optional.empty();
    }

    /** Every value of a source. A SPIFFE ID beside another URI is none, and both are then told. */
    List<String> values(NameSource source) {
        return switch (source) {
            case SPIFFE -> spiffe();
            case URI -> alternatives(certificate, AlternativeName.Type.URI);
            case DNS -> alternatives(certificate, AlternativeName.Type.DNS);
            case EMAIL -> alternatives(certificate, AlternativeName.Type.EMAIL);
            case IP -> alternatives(certificate, AlternativeName.Type.IP);
            case CN -> commonNames();
            case SUBJECT -> subject();
            case SHA256 -> List.of(sha256());
        };
    }

    /** The thumbprint in hexadecimal, lower case. */
    String sha256() {
        return HexFormat.of().formatHex(Sha256.of(certificate.certificate()));
    }

    private List<String> spiffe() {
        List<String> uris = alternatives(certificate, AlternativeName.Type.URI);
        return uris.stream().anyMatch(SpiffeId::isMeant) ? uris : List.of();
    }

    private List<String> commonNames() {
        List<String> names = certificate.subject().commonNames();
        return names.size() == 1 && names.get(0).isBlank() ? List.of() : names;
    }

    private List<String> subject() {
        DistinguishedName subject = certificate.subject();
        return subject.rdns().isEmpty() ? List.of() : List.of(subject.text());
    }

    private static List<String> alternatives(Presented certificate, AlternativeName.Type type) {
        List<String> values = new ArrayList<>();
        for (AlternativeName name : certificate.alternativeNames()) {
            if (name.type() == type && !values.contains(name.value())) {
                values.add(name.value());
            }
        }
        return values;
    }
}
