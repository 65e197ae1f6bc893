// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a certificate says that responders are who answer for its issuer. Where the issuer's own certificate is found is not
 * read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1">RFC 5280, section 4.2.2.1</a>
 */
final class OcspAddresses {

    static final int MOST = 4;

    private static final String EXTENSION = "1.3.6.1.5.5.7.1.1";
    private static final String OCSP = "1.3.6.1.5.5.7.48.1";
    private static final int URI = 0x86;

    private OcspAddresses() {}

    /** The first few that are URIs, as they are written. */
    static List<String> of(PathCertificate certificate) throws UnreadableException {
        List<String> addresses = new ArrayList<>();
        Optional<Der> extension = certificate.fields().extension(EXTENSION);
        List<Der> descriptions = extension.isPresent() ? extension.get().children(Der.SEQUENCE) : List.of();
        for (Der description : descriptions) {
            List<Der> parts = description.children(Der.SEQUENCE);
            if (parts.size() != 2) {
                throw new UnreadableException("what it says of its responders is malformed");
            }
            Der place = parts.get(1);
            if (parts.get(0).objectIdentifier().equals(OCSP) && place.tag() == URI && addresses.size() < MOST) {
                addresses.add(new String(place.content(), StandardCharsets.ISO_8859_1));
            }
        }
        return addresses;
    }
}
