// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.Deadline;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Asks whether the certificates of a path that is proven were revoked.
 *
 * <p>Who may speak for the issuer of one: those of its name above it on the path, the anchors of that name, and a
 * certificate of that name beside the path which the issuer itself issued, or which was issued by whoever issued the
 * issuer's. So a CA may have a new key, or one for CRLs only; but no CA may speak for another because it is called alike.
 *
 * @param check what the trust does
 * @param rules what it demands of certificates
 * @param candidates what was presented
 * @param anchors its anchors
 * @param isSigned whether a key signed a certificate
 * @param now the time
 * @param patience how long it waits for what is to be fetched
 * @param ends when the answers end that were given
 */
record PathRevocation(
        RevocationCheck check,
        PathRules rules,
        Candidates candidates,
        Map<X500Principal, List<Anchor>> anchors,
        BiPredicate<X509Certificate, PublicKey> isSigned,
        Instant now,
        Deadline patience,
        List<Instant> ends) {

    /** When another answer could be given than any of those that were. */
    Instant until() {
        return ends.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** The caller's certificate is asked about first, and what was revoked counts before what is unknown. */
    RevocationStatus ask(Anchor anchor, List<PathCertificate> path) {
        if (check.mode() == RevocationMode.OFF) {
            return new RevocationStatus.Good(Instant.MAX);
        }
        int caller = path.size() - 1;
        int first = check.scope() == RevocationScope.LEAF_ONLY ? caller : 0;
        Optional<RevocationStatus> unknown = Optional.empty();
        for (int i = caller; i >= first; i--) {
            RevocationStatus status = ask(path.get(i), above(anchor, path, i), i == caller);
            if (status instanceof RevocationStatus.Revoked) {
                return status;
            }
            if (status instanceof RevocationStatus.Unknown found && (unknown.isEmpty() || found.suspected())) {
                unknown = Optional.of(found);
            }
        }
        return unknown.orElseGet(() -> new RevocationStatus.Good(until()));
    }

    private RevocationStatus ask(PathCertificate certificate, List<X509Certificate> above, boolean caller) {
        List<X509Certificate> signers = new ArrayList<>(proven(certificate, above));
        signers.addAll(besidePath(certificate, above));
        return status(certificate, signers, caller);
    }

    private RevocationStatus status(PathCertificate certificate, List<X509Certificate> signers, boolean caller) {
        RevocationStatus status =
                check.source().status(new RevocationQuestion(certificate, signers, caller, now, patience));
        ends.add(status.until());
        return status;
    }

    /** From the issuer up to the anchor. */
    private static List<X509Certificate> above(Anchor anchor, List<PathCertificate> path, int index) {
        List<X509Certificate> above = new ArrayList<>();
        for (int i = index - 1; i >= 0; i--) {
            above.add(path.get(i).certificate());
        }
        above.add(anchor.certificate());
        return above;
    }

    private List<X509Certificate> proven(PathCertificate certificate, List<X509Certificate> above) {
        Stream<X509Certificate> others = anchors.getOrDefault(certificate.issuer(), List.of()).stream()
                .filter(anchor -> anchor.refuse(now).isEmpty())
                .map(Anchor::certificate);
        return Stream.concat(
                        above.stream()
                                .filter(each -> each.getSubjectX500Principal().equals(certificate.issuer())),
                        others)
                .distinct()
                .toList();
    }

    private List<X509Certificate> besidePath(PathCertificate certificate, List<X509Certificate> above) {
        return candidates.byIssuer().values().stream()
                .flatMap(Collection::stream)
                .filter(each -> each.subject().equals(certificate.issuer()) && !above.contains(each.certificate()))
                .filter(each -> rules.refuseCrlSigner(each, now).isEmpty())
                .filter(each -> isVouchedFor(each, above))
                .map(PathCertificate::certificate)
                .toList();
    }

    /** By the issuer itself or by its own issuer; and it must not be revoked, nor unknown to be where CAs are asked about. */
    private boolean isVouchedFor(PathCertificate signer, List<X509Certificate> above) {
        for (int i = 0; i < Math.min(2, above.size()); i++) {
            X509Certificate issuer = above.get(i);
            if (signer.issuer().equals(issuer.getSubjectX500Principal())
                    && isSigned.test(signer.certificate(), issuer.getPublicKey())) {
                List<X509Certificate> proven = proven(signer, above.subList(i, above.size()));
                RevocationStatus status = status(signer, proven, false);
                return status instanceof RevocationStatus.Good
                        || (status instanceof RevocationStatus.Unknown found
                                && !found.suspected()
                                && check.scope() == RevocationScope.LEAF_ONLY);
            }
        }
        return false;
    }
}
