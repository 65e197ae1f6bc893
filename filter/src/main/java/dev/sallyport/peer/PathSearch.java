// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.peer.Proof.Result;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Looks for a path from an anchor down to one caller; made for one caller and one thread.
 *
 * <p>It goes downward, so that only what an anchor, or a CA below it, really signed is followed: a mesh of made-up CAs,
 * whatever they are called, costs one signature for each that says an anchor is its issuer. No name with the same key comes
 * twice on a path, for it would prove no more. Shorter paths are followed before longer ones, and those with a fault only
 * to say what it is; the fault that is told is that of the path that came closest.
 */
final class PathSearch {

    /** A signature takes up to a millisecond or two; an honest path needs one for each certificate. */
    private static final int MOST_SIGNATURES = 40;

    /** Parts of paths that are looked at, which cost next to nothing, and whole paths that are put to all checks. */
    private static final int MOST_STEPS = 5_000;

    private static final int MOST_PATHS = 40;

    private static final Comparator<Part> BEST_FIRST =
            Comparator.comparingInt(Part::length).thenComparing(Part::isFaulty);

    private final PathRules rules;
    private final SignatureCheck check;
    private final RevocationCheck revocation;
    private final PathCertificate leaf;
    private final List<X509Certificate> others;
    private final KnownIssuers issuers;
    private final Candidates candidates;
    private final Instant now;
    private final Predicate<Result> wanted;
    private final List<Signature> signatures = new ArrayList<>();
    private final IdentityHashMap<PathCertificate, Optional<Refusal>> faults = new IdentityHashMap<>();
    private final Queue<Part> open = new PriorityQueue<>(BEST_FIRST);

    /**
     * What a key is said to have signed.
     *
     * @param certificate the certificate
     * @param key the key
     * @param valid whether it did
     */
    private record Signature(X509Certificate certificate, PublicKey key, boolean valid) {}

    /**
     * The upper part of a path, or all of it.
     *
     * @param anchor where it begins
     * @param path what is below the anchor, downward
     * @param fault the first fault of the anchor and the CAs on it by themselves
     * @param length how long the whole path will be at least
     */
    private record Part(Anchor anchor, List<PathCertificate> path, Optional<Refusal> fault, int length) {

        boolean isFaulty() {
            return fault.isPresent();
        }

        X509Certificate last() {
            return path.isEmpty()
                    ? anchor.certificate()
                    : path.get(path.size() - 1).certificate();
        }

        /** Whether a subject with the same key stands on it already. */
        boolean has(PathCertificate certificate) {
            boolean found = isSame(anchor.certificate(), certificate);
            for (int i = 0; !found && i < path.size(); i++) {
                found = isSame(path.get(i).certificate(), certificate);
            }
            return found;
        }

        private static boolean isSame(X509Certificate one, PathCertificate other) {
            return one.getSubjectX500Principal().equals(other.subject())
                    && one.getPublicKey().equals(other.certificate().getPublicKey());
        }
    }

    /** Why paths of faultless certificates are none, and the faults in others. */
    private final List<Refusal> close = new ArrayList<>();

    private final List<Refusal> faulty = new ArrayList<>();

    /** CAs that were found revoked on some path: their name and key are followed on no other. */
    private final List<PathCertificate> revoked = new ArrayList<>();

    /** Good paths, but for that nobody knows, or suspects, whether something on them was revoked. */
    private final List<Part> unknown = new ArrayList<>();

    /** Good paths, but for that they are not wanted. */
    private final List<Part> unwanted = new ArrayList<>();

    /** A path that is not wanted is one only where no other is. */
    PathSearch(
            PathRules rules,
            SignatureCheck check,
            RevocationCheck revocation,
            PathCertificate leaf,
            List<X509Certificate> others,
            KnownIssuers issuers,
            Instant now,
            Predicate<Result> wanted) {
        this.rules = rules;
        this.check = check;
        this.revocation = revocation;
        this.leaf = leaf;
        this.others = others;
        this.issuers = issuers;
        this.candidates = Candidates.of(leaf, others, issuers);
        this.now = now;
        this.wanted = wanted;
    }

    /** The first path that passes everything, a wanted one if there is any; else the fault of the closest; else nothing. */
    Optional<Result> search(Map<X500Principal, List<Anchor>> anchors) {
        PathRevocation asked = revocation.during(rules, candidates, anchors, this::isSigned, now);
        return search(anchors, asked).map(found -> found.until(asked.until()));
    }

    private Optional<Result> search(Map<X500Principal, List<Anchor>> anchors, PathRevocation asked) {
        for (X500Principal name : candidates.distances().keySet()) {
            for (Anchor anchor : anchors.getOrDefault(name, List.of())) {
                Optional<Refusal> fault = anchor.refuse(now);
                open.add(new Part(anchor, List.of(), fault, candidates.distance(anchor.certificate())));
            }
        }
        int paths = 0;
        for (int step = 0; step < MOST_STEPS && paths < MOST_PATHS && !open.isEmpty(); step++) {
            Part part = open.remove();
            boolean whole = part.last().equals(leaf.certificate());
            if (revoked.stream().anyMatch(part::has)) {
                continue;
            }
            if (whole && !part.isFaulty()) {
                paths++;
                Optional<Refusal> refusal = refuse(part);
                Optional<Result> result = refusal.isEmpty() ? unlessRevoked(part, asked) : Optional.empty();
                if (result.isPresent()) {
                    return result;
                }
                refusal.ifPresent(close::add);
            } else if (whole) {
                part.fault().ifPresent(faulty::add);
            } else if (!part.isFaulty() || (faulty.isEmpty() && close.isEmpty())) {
                extend(part);
            }
        }
        return spare().or(this::closest);
    }

    /**
     * What comes of a path that is proven; nothing, if others are to be looked at. A caller whose own certificate was revoked
     * is refused, whatever other paths there are.
     */
    private Optional<Result> unlessRevoked(Part part, PathRevocation asked) {
        RevocationStatus status = asked.ask(part.anchor(), part.path());
        if (status instanceof RevocationStatus.Revoked found) {
            if (found.certificate().equals(leaf)) {
                return Optional.of(Result.refused(found.refusal()));
            }
            revoked.add(found.certificate());
            close.add(0, found.refusal());
            return Optional.empty();
        }
        if (status instanceof RevocationStatus.Unknown found) {
            if (!found.suspected()) {
                unknown.add(part);
            }
            close.add(found.refusal());
            return Optional.empty();
        }
        Result proven = proven(part);
        if (wanted.test(proven)) {
            return Optional.of(proven);
        }
        unwanted.add(part);
        return Optional.empty();
    }

    /** A path that is not wanted, or of which nobody knows whether something on it was revoked, where that is enough. */
    private Optional<Result> spare() {
        boolean soft = revocation.mode() == RevocationMode.INSECURE_SOFT_FAIL;
        List<Result> spare = Stream.concat(unwanted.stream(), soft ? unknown.stream() : Stream.empty())
                .filter(part -> revoked.stream().noneMatch(part::has))
                .map(this::proven)
                .toList();
        return spare.stream().filter(wanted).findFirst().or(() -> spare.stream().findFirst());
    }

    private Optional<Result> closest() {
        return Stream.concat(close.stream(), faulty.stream())
                .findFirst()
                .or(candidates::unreadable)
                .map(Result::refused);
    }

    private Result proven(Part whole) {
        issuers.keep(whole.anchor().certificate(), whole.path());
        List<X509Certificate> chain = PathCertificate.leafFirst(whole.path()).stream()
                .map(this::presented)
                .toList();
        return Result.proven(chain, whole.anchor().certificate());
    }

    /** The object that was presented: what shows the chain to the application need not be changed for an equal one. */
    private X509Certificate presented(X509Certificate certificate) {
        int index = others.indexOf(certificate);
        return index < 0 ? certificate : others.get(index);
    }

    private void extend(Part part) {
        PublicKey key = part.last().getPublicKey();
        for (PathCertificate next : candidates.issuedBy(part.last().getSubjectX500Principal())) {
            if (next.equals(leaf)) {
                add(part, next, Optional.empty(), key);
            } else if (!part.has(next)) {
                add(part, next, fault(next), key);
            }
        }
    }

    private void add(Part part, PathCertificate next, Optional<Refusal> fault, PublicKey key) {
        if (isSigned(next.certificate(), key, next.isKnownToBeSignedBy(key))) {
            List<PathCertificate> longer = new ArrayList<>(part.path());
            longer.add(next);
            int rest = next.equals(leaf) ? 0 : candidates.distance(next.certificate());
            open.add(new Part(part.anchor(), List.copyOf(longer), part.fault().or(() -> fault), longer.size() + rest));
        }
    }

    private boolean isSigned(X509Certificate certificate, PublicKey key) {
        return isSigned(certificate, key, false);
    }

    /** What is known counts as if it were computed, so that nobody is let in or refused by what others made known. */
    @SuppressWarnings("ReferenceEquality") // of equal certificates only one is followed here
    private boolean isSigned(X509Certificate certificate, PublicKey key, boolean isKnown) {
        for (Signature found : signatures) {
            if (found.certificate() == certificate && found.key().equals(key)) {
                return found.valid();
            }
        }
        if (signatures.size() >= MOST_SIGNATURES) {
            return false;
        }
        boolean valid =
                isKnown || check.isSigned(presented(certificate), key); // the JDK remembers in it what it found last
        signatures.add(new Signature(certificate, key, valid));
        return valid;
    }

    private Optional<Refusal> fault(PathCertificate issuer) {
        return faults.computeIfAbsent(issuer, any -> rules.refuseIssuer(issuer, now));
    }

    private Optional<Refusal> refuse(Part part) {
        Anchor anchor = part.anchor();
        return rules.refusePath(anchor, part.path()).or(() -> {
            PublicKey anchorKey = anchor.certificate().getPublicKey();
            List<X509Certificate> checked = check.checked(PathCertificate.leafFirst(part.path()), anchorKey);
            return Pkix.refuse(checked, anchor.parameters(), now);
        });
    }
}
