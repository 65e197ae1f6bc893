// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.io.IOException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Whether the names below a CA are within its name constraints. The JDK asks no anchor for them, and takes those that it
 * cannot read for none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10">RFC 5280, section 4.2.1.10</a>
 */
final class NameConstraints {

    private static final String NAME_CONSTRAINTS = "2.5.29.30";

    private NameConstraints() {}

    /** Why this CA may not have issued what is below it, the caller's certificate or what a CA there is called. */
    static Optional<Refusal> refuse(X509Certificate issuer, List<X509Certificate> below) {
        byte[] extension = issuer.getExtensionValue(NAME_CONSTRAINTS);
        if (extension == null) {
            return Optional.empty();
        }
        X509CertSelector within = new X509CertSelector();
        try {
            within.setNameConstraints(
                    Der.read(extension).expect(Der.OCTET_STRING).content());
        } catch (IOException | UnreadableException e) {
            return Optional.of(
                    new Refusal.BadPath(Presented.label(below.get(0)), "the name constraints of a CA cannot be read"));
        }
        return below.stream()
                .filter(certificate -> !within.match(certificate))
                .findFirst()
                .map(outside -> new Refusal.BadPath(
                        Presented.label(outside), "it is outside of the name constraints of its anchor or CA"));
    }
}
