// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.Deadline;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param patience how long one request waits for what is to be fetched
 * @param epoch counts what was learned
 */
record RevocationCheck(
        RevocationMode mode, RevocationScope scope, RevocationSource source, Duration patience, Epoch epoch) {

    static RevocationCheck of(Revocation revocation, AlgorithmPolicy algorithms) {
        CrlRules rules = new CrlRules(revocation, algorithms, Duration.ZERO);
        RevocationSource source = new CrlSource(rules, revocation.crls());
        return new RevocationCheck(revocation.mode(), revocation.scope(), source, Duration.ZERO, new Epoch());
    }

    /** For one search, which knows these certificates, has these anchors, and verifies signatures like this. */
    PathRevocation during(
            PathRules rules,
            Candidates candidates,
            Map<X500Principal, List<Anchor>> anchors,
            BiPredicate<X509Certificate, PublicKey> isSigned,
            Instant now) {
        return new PathRevocation(
                this, rules, candidates, anchors, isSigned, now, Deadline.in(patience), new ArrayList<>());
    }
}
