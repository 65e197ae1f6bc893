// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.Background;
import dev.sallyport.fetch.Deadline;
import dev.sallyport.fetch.Fetcher;
import java.security.PublicKey;
import java.security.SecureRandom;
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

    /**
     * As it is wanted; what is to be done beside the requests, the background does.
     *
     * @param rules what the trust demands of certificates
     * @param check who computes their signatures
     */
    static RevocationCheck of(
            Revocation wanted, PathRules rules, SignatureCheck check, Optional<Background> background) {
        Epoch epoch = new Epoch();
        CrlRules ofFiles = new CrlRules(wanted, rules.algorithms(), Duration.ZERO);
        CrlSource files = new CrlSource(ofFiles, wanted.crls(), wanted.folders());
        List<RevocationSource> sources = new ArrayList<>();
        if (!wanted.crls().isEmpty() || !wanted.folders().isEmpty()) {
            sources.add(files);
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
                OcspSigners signers = new OcspSigners(rules, check, files);
                sources.addAll(fetched(wanted, signers, working, epoch));
            }
        }
        RevocationSource source = sources.size() == 1 ? sources.get(0) : new RevocationSources(sources);
        return new RevocationCheck(
                wanted.mode(), wanted.scope(), source, wanted.fetch().timeout(), epoch);
    }

    /** Responders first: they know the latest, and little is fetched. */
    private static List<RevocationSource> fetched(
            Revocation wanted, OcspSigners signers, Background background, Epoch epoch) {
        Fetcher fetcher = new Fetcher(wanted.fetch());
        background.closing(fetcher);
        AlgorithmPolicy algorithms = signers.rules().algorithms();
        OcspCheck check = new OcspCheck(wanted, algorithms, signers);
        OcspOrigin responders = new OcspOrigin(fetcher, check, epoch, background.clock(), new SecureRandom());
        CrlRules rules = new CrlRules(wanted, algorithms, wanted.fetch().grace());
        return List.of(
                new OcspSource(new OcspFetches(responders, background)),
                new CrlPlaces(new CrlFetch(rules, fetcher, background, epoch)));
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
