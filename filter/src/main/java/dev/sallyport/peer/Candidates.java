// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * What was presented beside a caller's certificate and may lead to it, by its names. The rest is not even read.
 *
 * @param issuers what the issuers of the caller and of these are called
 * @param byIssuer these and the caller
 * @param unreadable why one of these cannot be used
 */
record Candidates(
        Set<X500Principal> issuers, Map<X500Principal, List<PathCertificate>> byIssuer, Optional<Refusal> unreadable) {

    static Candidates of(PathCertificate leaf, List<X509Certificate> others) {
        Map<X500Principal, List<X509Certificate>> bySubject =
                others.stream().collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
        Map<X500Principal, List<PathCertificate>> byIssuer = new HashMap<>();
        byIssuer.computeIfAbsent(leaf.issuer(), name -> new ArrayList<>()).add(leaf);
        Optional<Refusal> unreadable = Optional.empty();
        Set<X500Principal> issuers = new LinkedHashSet<>(Set.of(leaf.issuer()));
        Deque<X500Principal> left = new ArrayDeque<>(issuers);
        while (!left.isEmpty()) {
            for (X509Certificate other : bySubject.getOrDefault(left.remove(), List.of())) {
                try {
                    PathCertificate read = PathCertificate.read(other);
                    byIssuer.computeIfAbsent(read.issuer(), name -> new ArrayList<>())
                            .add(read);
                    if (issuers.add(read.issuer())) {
                        left.add(read.issuer());
                    }
                } catch (UnreadableException e) {
                    unreadable = unreadable.or(() -> Optional.of(
                            new Refusal.BadCertificate(Presented.label(other), String.valueOf(e.getMessage()))));
                }
            }
        }
        return new Candidates(issuers, byIssuer, unreadable);
    }

    List<PathCertificate> issuedBy(X500Principal name) {
        return byIssuer.getOrDefault(name, List.of());
    }
}
