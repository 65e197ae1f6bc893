// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The certificates that a trust is told to believe. */
final class Believed {

    private Believed() {}

    /**
     * Parses them anew; {@link IllegalArgumentException} if there are none, or says which one cannot be.
     *
     * @param what what they are to the trust, such as {@code anchors}
     */
    static Set<X509Certificate> parsed(String trust, Collection<X509Certificate> all, String what) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the trust " + trust + " has no " + what);
        }
        Set<X509Certificate> parsed = new LinkedHashSet<>();
        for (X509Certificate certificate : all) {
            try {
                parsed.add(Presented.parse(certificate));
            } catch (UnreadableException e) {
                throw new IllegalArgumentException(
                        "the trust " + trust + " has among its " + what + " " + Presented.label(certificate) + ", but "
                                + e.getMessage(),
                        e);
            }
        }
        return parsed;
    }
}
