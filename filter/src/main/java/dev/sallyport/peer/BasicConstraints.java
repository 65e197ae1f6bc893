// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.List;
import java.util.Optional;

/**
 * What a certificate says of being a CA's. The JDK is asked whether it is; here is seen that there is one way to read it:
 * the JDK takes any byte for true, and a path length for nothing where no CA is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9">RFC 5280, section 4.2.1.9</a>
 */
final class BasicConstraints {

    static final String EXTENSION = "2.5.29.19";

    private BasicConstraints() {}

    /** Demands that they are well-formed, if they are there, and limit the path of a CA only. */
    static void requireWellFormed(TbsCertificate certificate) throws UnreadableException {
        Optional<Der> extension = certificate.extension(EXTENSION);
        List<Der> left = extension.isPresent() ? extension.get().children(Der.SEQUENCE) : List.of();
        boolean ca = false;
        if (!left.isEmpty() && left.get(0).tag() == Der.BOOLEAN) {
            ca = left.get(0).isTrue();
            left = left.subList(1, left.size());
        }
        if (left.size() > 1 || (left.size() == 1 && !ca)) {
            throw new UnreadableException("its basic constraints are malformed");
        }
        if (left.size() == 1) {
            left.get(0).expect(Der.INTEGER).natural();
        }
    }
}
