// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * What was presented beside a caller's certificate and may lead to it, by its names. The rest is not even read.
 *
 * @param distances what the issuers of the caller and of these are called, and how far above the caller they stand at least
 * @param byIssuer these and the caller
 * @param unreadable why one of these cannot be used
 */
record Candidates(
        Map<X500Principal, Integer> distances,
        Map<X500Principal, List<PathCertificate>> byIssuer,
        Optional<Refusal> unreadable) {

    /** A certificate, and what is known of it already. */
    private record Other(
            X509Certificate certificate, @Nullable PathCertificate known) {

        X500Principal subject() {
            return known == null ? certificate.getSubjectX500Principal() : known.subject();
        }

        PathCertificate read() throws UnreadableException {
            return known == null ? PathCertificate.read(certificate) : known;
        }
    }

    static Candidates of(PathCertificate leaf, List<X509Certificate> others, KnownIssuers issuers) {
        Map<X500Principal, List<Other>> bySubject = new HashMap<>();
        for (X509Certificate presented : others) {
            Other other = new Other(presented, issuers.find(presented));
            bySubject
                    .computeIfAbsent(other.subject(), name -> new ArrayList<>())
                    .add(other);
        }
        Map<X500Principal, List<PathCertificate>> byIssuer = new HashMap<>();
        byIssuer.computeIfAbsent(leaf.issuer(), name -> new ArrayList<>()).add(leaf);
        Optional<Refusal> unreadable = Optional.empty();
        Map<X500Principal, Integer> distances = new LinkedHashMap<>(Map.of(leaf.issuer(), 1));
        Deque<X500Principal> left = new ArrayDeque<>(distances.keySet());
        while (!left.isEmpty()) {
            int distance = distances.getOrDefault(left.element(), 0) + 1;
            for (Other other : bySubject.getOrDefault(left.remove(), List.of())) {
                try {
                    PathCertificate read = other.read();
                    byIssuer.computeIfAbsent(read.issuer(), name -> new ArrayList<>())
                            .add(read);
                    if (distances.putIfAbsent(read.issuer(), distance) == null) {
                        left.add(read.issuer());
                    }
                } catch (UnreadableException e) {
                    unreadable = unreadable.or(() -> Optional.of(new Refusal.BadCertificate(
                            Presented.label(other.certificate()), String.valueOf(e.getMessage()))));
                }
            }
        }
        return new Candidates(distances, byIssuer, unreadable);
    }

    /** How many certificates stand at least between this one and the caller's, and the latter. */
    int distance(X509Certificate certificate) {
        return distances.getOrDefault(certificate.getSubjectX500Principal(), 0);
    }

    List<PathCertificate> issuedBy(X500Principal name) {
        return byIssuer.getOrDefault(name, List.of());
    }
}
