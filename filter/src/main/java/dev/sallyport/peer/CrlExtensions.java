// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.peer.TbsCertificate.Extension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The extensions of a CRL and of its entries. No critical one may be unknown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.2">RFC 5280, sections 5.2 and 5.3</a>
 */
final class CrlExtensions {

    static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    private static final String DELTA_CRL_INDICATOR = "2.5.29.27";
    private static final String CERTIFICATE_ISSUER = "2.5.29.29";

    /** Its number, whose key signed it, and what it speaks of. */
    private static final Set<String> UNDERSTOOD = Set.of("2.5.29.20", "2.5.29.35", ISSUING_DISTRIBUTION_POINT);

    /** The reason, and since when the key was in doubt. */
    private static final Set<String> UNDERSTOOD_OF_ENTRIES = Set.of("2.5.29.21", "2.5.29.24");

    private CrlExtensions() {}

    /** Those of a whole CRL. */
    static Map<String, Extension> read(Der sequence) throws UnreadableException {
        Map<String, Extension> extensions = extensions(sequence);
        if (extensions.containsKey(DELTA_CRL_INDICATOR)) {
            throw new UnreadableException("it is a delta CRL, which is not supported");
        }
        requireUnderstood(extensions, UNDERSTOOD);
        return extensions;
    }

    /** Looks at those of an entry. */
    static void checkEntry(Der sequence) throws UnreadableException {
        Map<String, Extension> extensions = extensions(sequence);
        if (extensions.containsKey(CERTIFICATE_ISSUER)) {
            throw new UnreadableException("it is an indirect CRL, which is not supported");
        }
        requireUnderstood(extensions, UNDERSTOOD_OF_ENTRIES);
    }

    private static void requireUnderstood(Map<String, Extension> extensions, Set<String> understood)
            throws UnreadableException {
        for (Map.Entry<String, Extension> extension : extensions.entrySet()) {
            if (extension.getValue().critical() && !understood.contains(extension.getKey())) {
                throw new UnreadableException("its critical extension " + extension.getKey() + " is unknown");
            }
        }
    }

    private static Map<String, Extension> extensions(Der sequence) throws UnreadableException {
        Map<String, Extension> extensions = new HashMap<>();
        for (Der extension : sequence.children(Der.SEQUENCE)) {
            List<Der> parts = extension.children(Der.SEQUENCE);
            if (parts.size() < 2 || parts.size() > 3) {
                throw new UnreadableException("an extension of it is malformed");
            }
            String type = parts.get(0).objectIdentifier();
            boolean critical = parts.size() == 3 && parts.get(1).isTrue();
            Der value = parts.get(parts.size() - 1).expect(Der.OCTET_STRING);
            if (extensions.put(type, new Extension(critical, value)) != null) {
                throw new UnreadableException("its extension " + type + " stands twice");
            }
        }
        if (extensions.isEmpty()) {
            throw new UnreadableException("its extensions are none");
        }
        return extensions;
    }
}
