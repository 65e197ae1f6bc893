// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Believes paths to one of its anchors.
 *
 * <p>Paths are looked for by the names of issuers, the shortest first, among what was presented in whatever order. Each
 * that reaches an anchor is put to our own checks and then to the JDK's validation; the first that passes all proves the
 * caller. A caller's certificate that is itself an anchor proves itself.
 */
final class AnchorProof implements Proof {

    private static final int MOST_STEPS = 500;
    private static final int MOST_PATHS = 40;
    private static final int KEY_CERT_SIGN = 5;

    private final String trust;
    private final UsagePolicy usage;
    private final Map<X500Principal, List<Anchor>> anchors;

    private record Anchor(X509Certificate certificate, PKIXParameters parameters) {}

    AnchorProof(String trust, UsagePolicy usage, Collection<X509Certificate> certificates) {
        this.trust = trust;
        this.usage = usage;
        this.anchors = new HashMap<>();
        for (X509Certificate certificate : certificates) {
            anchors.computeIfAbsent(certificate.getSubjectX500Principal(), subject -> new ArrayList<>())
                    .add(new Anchor(certificate, Pkix.parameters(certificate)));
        }
    }

    @Override
    public Result prove(Presented leaf, List<X509Certificate> others, Instant now) {
        if (isAnchor(leaf.certificate())) {
            return Result.proven(List.of(leaf.certificate()));
        }
        Refusal unknown = new Refusal.UnknownIssuer(
                leaf.label(), leaf.certificate().getIssuerX500Principal().getName(), trust);
        Optional<Refusal> first = Optional.empty();
        Deque<List<X509Certificate>> open = new ArrayDeque<>(List.of(List.of(leaf.certificate())));
        int paths = 0;
        for (int step = 0; step < MOST_STEPS && !open.isEmpty(); step++) {
            List<X509Certificate> path = open.remove();
            for (Anchor anchor : issuersOf(path.get(path.size() - 1))) {
                if (++paths > MOST_PATHS) {
                    return Result.refused(first.orElse(unknown));
                }
                Optional<Refusal> refusal = refuse(path, anchor, now);
                if (refusal.isEmpty()) {
                    return Result.proven(path);
                }
                first = first.or(() -> refusal.filter(why -> !(why instanceof Refusal.UnknownIssuer)));
            }
            extend(path, others, open);
        }
        return Result.refused(first.orElse(unknown));
    }

    @Override
    public Collection<X509Certificate> believed() {
        return anchors.values().stream()
                .flatMap(List::stream)
                .map(Anchor::certificate)
                .toList();
    }

    private Optional<Refusal> refuse(List<X509Certificate> path, Anchor anchor, Instant now) {
        for (int i = 1; i < path.size(); i++) {
            X509Certificate issuer = path.get(i);
            List<X509Certificate> below = named(path.subList(0, i));
            Optional<Refusal> refusal = Dates.refuse(issuer, now)
                    .or(() -> ClientUsage.refuseIssuer(issuer, usage))
                    .or(() -> Strength.refuse(issuer))
                    .or(() -> NameConstraints.refuse(issuer, below));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return refuseAnchor(path, anchor.certificate(), now)
                .or(() -> Pkix.refuse(path, anchor.parameters(), trust, now));
    }

    /** What the JDK does not ask of an anchor. */
    private Optional<Refusal> refuseAnchor(List<X509Certificate> path, X509Certificate anchor, Instant now) {
        if (!mayIssue(anchor)) {
            return Optional.of(new Refusal.BadPath(Presented.label(path.get(0)), "its anchor is no CA"));
        }
        if (anchor.getBasicConstraints() >= 0 && intermediates(path) > anchor.getBasicConstraints()) {
            return Optional.of(
                    new Refusal.BadPath(Presented.label(path.get(0)), "its anchor allows fewer CAs below it"));
        }
        return Dates.refuse(anchor, now)
                .or(() -> ClientUsage.refuseIssuer(anchor, usage))
                .or(() -> Strength.refuseKey(anchor))
                .or(() -> NameConstraints.refuse(anchor, named(path)));
    }

    /** Those of a path whose names are limited: not a CA's that only renews its own certificate. */
    private static List<X509Certificate> named(List<X509Certificate> path) {
        return path.stream()
                .filter(certificate -> certificate.equals(path.get(0)) || !isSelfIssued(certificate))
                .toList();
    }

    private static long intermediates(List<X509Certificate> path) {
        return path.stream().skip(1).filter(issuer -> !isSelfIssued(issuer)).count();
    }

    private static boolean mayIssue(X509Certificate anchor) {
        if (anchor.getVersion() < 3) {
            return isSelfIssued(anchor);
        }
        boolean[] keyUsage = anchor.getKeyUsage();
        return anchor.getBasicConstraints() >= 0 && (keyUsage == null || keyUsage[KEY_CERT_SIGN]);
    }

    private static void extend(
            List<X509Certificate> path, List<X509Certificate> others, Deque<List<X509Certificate>> open) {
        X509Certificate last = path.get(path.size() - 1);
        for (X509Certificate other : others) {
            if (other.getSubjectX500Principal().equals(last.getIssuerX500Principal()) && !path.contains(other)) {
                List<X509Certificate> longer = new ArrayList<>(path);
                longer.add(other);
                open.add(longer);
            }
        }
    }

    private boolean isAnchor(X509Certificate leaf) {
        return anchors.getOrDefault(leaf.getSubjectX500Principal(), List.of()).stream()
                .anyMatch(anchor -> anchor.certificate().equals(leaf));
    }

    private List<Anchor> issuersOf(X509Certificate certificate) {
        return anchors.getOrDefault(certificate.getIssuerX500Principal(), List.of());
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
