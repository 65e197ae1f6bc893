// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.peer.TbsCertificate.Extension;
import java.util.Map;
import java.util.Set;

/**
 * The extensions of a CRL and of its entries. No critical one may be unknown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.2">RFC 5280, sections 5.2 and 5.3</a>
 */
final class CrlExtensions {

    static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    private static final String NUMBER = "2.5.29.20";
    private static final String KEY_OF_ISSUER = "2.5.29.35";
    private static final String DELTA_CRL_INDICATOR = "2.5.29.27";
    private static final String CERTIFICATE_ISSUER = "2.5.29.29";

    /** Its number, whose key signed it, and what it speaks of. */
    private static final Set<String> UNDERSTOOD = Set.of(NUMBER, KEY_OF_ISSUER, ISSUING_DISTRIBUTION_POINT);

    /** The reason, and since when the key was in doubt. */
    private static final Set<String> UNDERSTOOD_OF_ENTRIES = Set.of("2.5.29.21", "2.5.29.24");

    private CrlExtensions() {}

    /** Those of a whole CRL. */
    static Map<String, Extension> read(Der sequence) throws UnreadableException {
        Map<String, Extension> extensions = Extensions.read(sequence);
        if (extensions.containsKey(DELTA_CRL_INDICATOR)) {
            throw new UnreadableException("it is a delta CRL, which is not supported");
        }
        Extensions.requireUnderstood(extensions, UNDERSTOOD);
        requireNumber(extensions);
        return extensions;
    }

    /** One that says which key signed it follows a profile that numbers CRLs; the number is never critical. */
    private static void requireNumber(Map<String, Extension> extensions) throws UnreadableException {
        Extension number = extensions.get(NUMBER);
        if (number == null && extensions.containsKey(KEY_OF_ISSUER)) {
            throw new UnreadableException("it says which key signed it, but has no number");
        }
        if (number != null && number.critical()) {
            throw new UnreadableException("its number is critical");
        }
        if (number != null) {
            Der.read(number.value().content()).expect(Der.INTEGER).natural();
        }
    }

    /** Looks at those of an entry. */
    static void checkEntry(Der sequence) throws UnreadableException {
        Map<String, Extension> extensions = Extensions.read(sequence);
        if (extensions.containsKey(CERTIFICATE_ISSUER)) {
            throw new UnreadableException("it is an indirect CRL, which is not supported");
        }
        Extensions.requireUnderstood(extensions, UNDERSTOOD_OF_ENTRIES);
    }
}
