// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What CRLs say of a certificate.
 *
 * <p>Every one counts that its issuer's name, its scope and a signer's key make one of the certificate: if one lists it, it
 * is revoked, whatever others say. It is good if those that are of today speak of all reasons for which it could have been
 * revoked. One that is out of date still revokes, where no other of today speaks of the certificate. One that lists it, but
 * whose signer was not proven to speak for the issuer, makes it suspected, for the caller chooses which signers are shown.
 *
 * @param revocation how old they may be
 * @param algorithms how they must be signed
 * @param grace how long they count after their end
 */
record CrlRules(Revocation revocation, AlgorithmPolicy algorithms, Duration grace) {

    private static final int CRL_SIGN = 6;

    /** What these CRLs, all of the issuer's name, say. */
    RevocationStatus status(RevocationQuestion question, List<Crl> crls) {
        PathCertificate certificate = question.certificate();
        Instant until = until(question, crls);
        List<String> unusable = new ArrayList<>();
        Optional<RevocationStatus> outdated = Optional.empty();
        boolean suspected = false;
        int spoken = 0;
        byte[] number = certificate.fields().serialNumber().content();
        for (Crl crl : crls) {
            int reasons = reasons(crl, certificate);
            Optional<String> fault =
                    reasons == 0 ? Optional.of("does not speak of it") : fault(crl, question.signers());
            Optional<String> untimely = untimely(crl, question.caller(), question.now());
            if (fault.isEmpty() && question.caller()) {
                crl.speaksOfCaller();
            }
            boolean listed = fault.isEmpty() && crl.contains(number);
            suspected |= reasons != 0 && fault.isPresent() && crl.contains(number);
            if (listed && untimely.isEmpty()) {
                return revoked(certificate, crl, until);
            }
            if (listed && !question.now().isBefore(crl.thisUpdate())) {
                outdated = Optional.of(revoked(certificate, crl, until));
            }
            if (fault.isEmpty() && untimely.isEmpty()) {
                spoken |= reasons;
            }
            fault.or(() -> untimely).ifPresent(reason -> unusable.add("that of " + crl.thisUpdate() + ' ' + reason));
        }
        if (spoken == ReasonFlags.ALL) {
            return new RevocationStatus.Good(until);
        }
        return outdated.isPresent() ? outdated.get() : unknown(certificate, unusable, suspected, until);
    }

    /** When time alone makes them say something else. */
    private Instant until(RevocationQuestion question, List<Crl> crls) {
        List<Instant> turns = new ArrayList<>();
        for (Crl crl : crls) {
            turns.add(crl.thisUpdate());
            turns.add(end(crl, question.caller()));
        }
        return new Turns(List.of(), turns).next(question.now(), Instant.MAX);
    }

    /** When it counts no more. */
    Instant end(Crl crl, boolean caller) {
        return crl.end(revocation.maximumAge(caller)).plus(grace);
    }

    private static int reasons(Crl crl, PathCertificate certificate) {
        try {
            return crl.scope().reasonsFor(certificate);
        } catch (UnreadableException e) {
            return 0;
        }
    }

    /** Why it proves nothing, whatever it says and when. */
    Optional<String> fault(Crl crl, List<X509Certificate> signers) {
        if (!crl.signature().isStrong(algorithms)) {
            return Optional.of(
                    "is signed with the weak algorithm " + crl.signature().algorithm());
        }
        boolean signed =
                signers.stream().filter(CrlRules::maySign).anyMatch(signer -> crl.isSignedBy(signer.getPublicKey()));
        return signed
                ? Optional.empty()
                : Optional.of("is signed by nobody who is its issuer and whose key usage allows it");
    }

    private static boolean maySign(X509Certificate signer) {
        boolean[] keyUsage = signer.getKeyUsage();
        return keyUsage == null || keyUsage[CRL_SIGN];
    }

    private Optional<String> untimely(Crl crl, boolean caller, Instant now) {
        if (now.isBefore(crl.thisUpdate())) {
            return Optional.of("is of the future");
        }
        if (now.isBefore(end(crl, caller))) {
            return Optional.empty();
        }
        return Optional.of(crl.nextUpdate()
                .filter(next -> !now.isBefore(next.plus(grace)))
                .map(next -> "should have been followed by another at " + next)
                .orElseGet(() -> "is older than " + revocation.maximumAge(caller)));
    }

    private static RevocationStatus revoked(PathCertificate certificate, Crl crl, Instant until) {
        Refusal refusal = new Refusal.Revoked(certificate.label(), certificate.number(), "CRL", crl.thisUpdate());
        return new RevocationStatus.Revoked(certificate, refusal, until);
    }

    private static RevocationStatus unknown(
            PathCertificate certificate, List<String> unusable, boolean suspected, Instant until) {
        String reason = unusable.isEmpty()
                ? "there is no CRL of its issuer"
                : "no CRL of its issuer says so: "
                        + String.join(", ", unusable.subList(0, Math.min(3, unusable.size())));
        return new RevocationStatus.Unknown(
                new Refusal.RevocationUnknown(certificate.label(), reason), suspected, until);
    }
}
