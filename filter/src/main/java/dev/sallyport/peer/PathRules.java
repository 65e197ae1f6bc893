// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a trust demands of paths.
 *
 * @param usage what they are for
 * @param algorithms what they are signed with
 * @param policies under which policies they must be issued
 * @param mostIssuers how many CAs may stand between the caller and the anchor
 */
record PathRules(ClientUsage usage, AlgorithmPolicy algorithms, CertificatePolicies policies, int mostIssuers) {

    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    /** Why a certificate cannot be the issuer of others, wherever it stands. */
    Optional<Refusal> refuseIssuer(PathCertificate issuer, Instant now) {
        return profile(issuer)
                .or(() -> Dates.refuse(issuer.certificate(), now))
                .or(() -> isCa(issuer) ? Optional.empty() : bad(issuer, "it is no CA's, but issued others"))
                .or(() -> usage.refuseIssuer(issuer.certificate(), issuer.fields()))
                .or(() -> algorithms.refuse(issuer.certificate()));
    }

    /** Why a certificate cannot be that of a key which signs CRLs and is on no path. */
    Optional<Refusal> refuseCrlSigner(PathCertificate signer, Instant now) {
        boolean[] keyUsage = signer.certificate().getKeyUsage();
        return profile(signer)
                .or(() -> Dates.refuse(signer.certificate(), now))
                .or(() -> keyUsage != null && keyUsage[CRL_SIGN]
                        ? Optional.empty()
                        : bad(signer, "its key usage lacks cRLSign"))
                .or(() -> algorithms.refuse(signer.certificate()));
    }

    /**
     * Why a certificate, whoever issued it, cannot be that of a responder which answers for the issuer.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.2.2">RFC 6960, section 4.2.2.2</a>
     */
    Optional<Refusal> refuseResponder(PathCertificate responder, Instant now) {
        boolean[] keyUsage = responder.certificate().getKeyUsage();
        return profile(responder)
                .or(() -> Dates.refuse(responder.certificate(), now))
                .or(() -> ClientUsage.names(responder, OCSP_SIGNING)
                        ? Optional.empty()
                        : bad(responder, "its extended key usage lacks OCSPSigning"))
                .or(() -> responder.certificate().getBasicConstraints() < 0
                                && (keyUsage == null || keyUsage[DIGITAL_SIGNATURE] || keyUsage[NON_REPUDIATION])
                        ? Optional.empty()
                        : bad(responder, "it is a CA's, or its key usage lacks digitalSignature"))
                .or(() -> algorithms.refuse(responder.certificate()));
    }

    /** Why an anchor, whose certificate limits what is below it, proves nobody at whatever time. */
    Optional<Refusal> refuseAnchor(PathCertificate anchor) {
        return understood(anchor)
                .or(() -> isCa(anchor) ? Optional.empty() : bad(anchor, "this anchor is no CA's"))
                .or(() -> usage.refuseIssuer(anchor.certificate(), anchor.fields()));
    }

    /** Why a whole path is not what it must be, downward; each of its members by itself is. */
    Optional<Refusal> refusePath(Anchor anchor, List<PathCertificate> path) {
        PathCertificate leaf = path.get(path.size() - 1);
        List<PathCertificate> issuers = new ArrayList<>(path.subList(0, path.size() - 1));
        long intermediates = intermediates(issuers);
        if (intermediates > mostIssuers) {
            return bad(leaf, "more than " + mostIssuers + " CAs stand between it and its anchor");
        }
        if (anchor.limits().filter(limits -> allowed(limits) < intermediates).isPresent()) {
            return bad(leaf, "its anchor allows fewer CAs below it");
        }
        anchor.limits().ifPresent(limits -> issuers.add(0, limits));
        return names(issuers, leaf).or(() -> policies(anchor, path));
    }

    private static int allowed(PathCertificate anchor) {
        int pathLength = anchor.certificate().getBasicConstraints();
        return pathLength < 0 ? Integer.MAX_VALUE : pathLength;
    }

    /** A CA that renews its own certificate is no further one, and its name is no new one. */
    private static long intermediates(List<PathCertificate> issuers) {
        return issuers.stream().filter(issuer -> !issuer.selfIssued()).count();
    }

    private static Optional<Refusal> names(List<PathCertificate> issuers, PathCertificate leaf) {
        for (int i = 0; i < issuers.size(); i++) {
            NameConstraints constraints = issuers.get(i).nameConstraints().orElse(null);
            if (constraints != null) {
                Optional<Refusal> refusal = Stream.concat(
                                issuers.stream().skip(i + 1L).filter(issuer -> !issuer.selfIssued()), Stream.of(leaf))
                        .flatMap(below -> constraints.refuse(below.fields()).stream()
                                .flatMap(reason -> bad(below, reason).stream()))
                        .findFirst();
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> policies(Anchor anchor, List<PathCertificate> path) {
        return PolicyTree.accepts(anchor.limits().map(PathCertificate::policies), path, policies)
                ? Optional.empty()
                : bad(path.get(path.size() - 1), "no certificate policy holds that its CAs or the trust demand");
    }

    private static Optional<Refusal> profile(PathCertificate certificate) {
        try {
            certificate.fields().requireVersion3();
            certificate.fields().requireSerialNumber();
            return understood(certificate);
        } catch (UnreadableException e) {
            return unreadable(certificate, e);
        }
    }

    private static Optional<Refusal> understood(PathCertificate certificate) {
        try {
            certificate.fields().requireUnderstood();
            return Optional.empty();
        } catch (UnreadableException e) {
            return unreadable(certificate, e);
        }
    }

    private static Optional<Refusal> unreadable(PathCertificate certificate, UnreadableException e) {
        return Optional.of(new Refusal.BadCertificate(certificate.label(), String.valueOf(e.getMessage())));
    }

    /** Basic constraints, and key usage where it is there; a root of before version 3 has neither. */
    private static boolean isCa(PathCertificate issuer) {
        boolean ca =
                issuer.fields().version() == 3 ? issuer.certificate().getBasicConstraints() >= 0 : issuer.selfIssued();
        return ca && maySignCertificates(issuer.certificate());
    }

    /** By its key usage, where it has one. */
    static boolean maySignCertificates(X509Certificate issuer) {
        boolean[] keyUsage = issuer.getKeyUsage();
        return keyUsage == null || keyUsage[KEY_CERT_SIGN];
    }

    private static Optional<Refusal> bad(PathCertificate certificate, String reason) {
        return Optional.of(new Refusal.BadPath(certificate.label(), reason));
    }
}
