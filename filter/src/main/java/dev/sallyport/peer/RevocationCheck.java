// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.Background;
import dev.sallyport.fetch.Deadline;
import dev.sallyport.fetch.Fetcher;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** As it is wanted; what is to be done beside the requests, the background does. */
    static RevocationCheck of(Revocation wanted, AlgorithmPolicy algorithms, Optional<Background> background) {
        Epoch epoch = new Epoch();
        List<RevocationSource> sources = new ArrayList<>();
        if (!wanted.crls().isEmpty() || !wanted.folders().isEmpty()) {
            CrlRules rules = new CrlRules(wanted, algorithms, Duration.ZERO);
            sources.add(new CrlSource(rules, wanted.crls(), wanted.folders()));
        }
        if (wanted.needsBackground()) {
            Background working = background.orElseThrow();
            wanted.folders()
                    .forEach(folder -> working.lookAfter(() -> {
                        if (folder.look(working.events())) {
                            epoch.next();
                        }
                    }));
            if (wanted.fetch().fetch()) {
                Fetcher fetcher = new Fetcher(wanted.fetch());
                working.closing(fetcher);
                CrlRules rules = new CrlRules(wanted, algorithms, wanted.fetch().grace());
                sources.add(new CrlPlaces(new CrlFetch(rules, fetcher, working, epoch)));
            }
        }
        RevocationSource source = sources.size() == 1 ? sources.get(0) : new RevocationSources(sources);
        return new RevocationCheck(
                wanted.mode(), wanted.scope(), source, wanted.fetch().timeout(), epoch);
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
