// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import javax.security.auth.x500.X500Principal;

/**
 * What one trust does about revocation.
 *
 * @param mode whether it asks
 * @param scope of what
 * @param source whom
 */
record RevocationCheck(RevocationMode mode, RevocationScope scope, RevocationSource source) {

    static RevocationCheck of(Revocation revocation, AlgorithmPolicy algorithms) {
        return new RevocationCheck(revocation.mode(), revocation.scope(), new CrlSource(revocation, algorithms));
    }

    /** When an answer may change. */
    Collection<Instant> turns() {
        return mode == RevocationMode.OFF ? List.of() : source.turns();
    }

    /** For one search, which knows these certificates, has these anchors, and verifies signatures like this. */
    PathRevocation during(
            PathRules rules,
            Candidates candidates,
            Map<X500Principal, List<Anchor>> anchors,
            BiPredicate<X509Certificate, PublicKey> isSigned,
            Instant now) {
        return new PathRevocation(this, rules, candidates, anchors, isSigned, now);
    }
}
