// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.peer.TbsCertificate.Extension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The extensions of a CRL, of an OCSP response, and of an entry in either. */
final class Extensions {

    private Extensions() {}

    /** Reads them, each by its object identifier; none may stand twice, and there must be one. */
    static Map<String, Extension> read(Der sequence) throws UnreadableException {
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

    /** Demands that no critical one is unknown. */
    static void requireUnderstood(Map<String, Extension> extensions, Set<String> understood)
            throws UnreadableException {
        for (Map.Entry<String, Extension> extension : extensions.entrySet()) {
            if (extension.getValue().critical() && !understood.contains(extension.getKey())) {
                throw new UnreadableException("its critical extension " + extension.getKey() + " is unknown");
            }
        }
    }
}
