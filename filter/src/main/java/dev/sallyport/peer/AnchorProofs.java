// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the proofs of one trust that believes paths to anchors.
 *
 * @param trust its name
 * @param rules what paths must be
 * @param check who computes signatures
 * @param revoked what is done about revocation
 * @param limits whether anchors limit what is below them
 * @param pins which paths are wanted
 */
record AnchorProofs(
        String trust, PathRules rules, SignatureCheck check, RevocationCheck revoked, AnchorLimits limits, Pins pins) {

    /** By these anchors; {@link IllegalArgumentException} if one cannot be used. */
    AnchorProof of(Collection<X509Certificate> anchors, String what) {
        return new AnchorProof(trust, rules, check, revoked, limits, pins, Believed.parsed(trust, anchors, what));
    }

    /** By the anchors of each trust domain. */
    SpiffeProof spiffe(Map<String, ? extends Collection<X509Certificate>> bundles) {
        if (bundles.isEmpty()) {
            throw new IllegalArgumentException("the trust " + trust + " has no trust domain");
        }
        Map<String, AnchorProof> domains = new HashMap<>();
        bundles.forEach((domain, bundle) -> {
            if (!SpiffeId.isTrustDomain(domain)) {
                throw new IllegalArgumentException("'" + domain + "' (expected: a SPIFFE trust domain)");
            }
            domains.put(domain, of(bundle, "anchors of " + domain));
        });
        return new SpiffeProof(trust, domains);
    }
}
