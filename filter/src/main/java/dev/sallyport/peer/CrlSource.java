// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Says what CRLs say.
 *
 * <p>Every one counts that its issuer's name, its scope and a signer's key make one of the certificate: if one lists it, it
 * is revoked, whatever others say. It is good if those that are of today speak of all reasons for which it could have been
 * revoked. One that is out of date still revokes, where no other of today speaks of the certificate. One that lists it, but
 * whose signer was not proven to speak for the issuer, makes it suspected, for the caller chooses which signers are shown.
 */
final class CrlSource implements RevocationSource {

    private static final int CRL_SIGN = 6;

    private final Revocation revocation;
    private final AlgorithmPolicy algorithms;
    private final Map<X500Principal, List<Crl>> crls = new HashMap<>();

    CrlSource(Revocation revocation, AlgorithmPolicy algorithms) {
        this.revocation = revocation;
        this.algorithms = algorithms;
        for (Crl crl : revocation.crls()) {
            crls.computeIfAbsent(crl.issuer(), issuer -> new ArrayList<>()).add(crl);
        }
    }

    @Override
    public RevocationStatus status(
            PathCertificate certificate, List<X509Certificate> signers, boolean caller, Instant now) {
        List<String> unusable = new ArrayList<>();
        Optional<RevocationStatus> outdated = Optional.empty();
        boolean suspected = false;
        int spoken = 0;
        byte[] number = certificate.fields().serialNumber().content();
        for (Crl crl : crls.getOrDefault(certificate.issuer(), List.of())) {
            int reasons = reasons(crl, certificate);
            Optional<String> fault = reasons == 0 ? Optional.of("does not speak of it") : fault(crl, signers);
            Optional<String> untimely = untimely(crl, caller, now);
            boolean listed = fault.isEmpty() && crl.contains(number);
            suspected |= reasons != 0 && fault.isPresent() && crl.contains(number);
            if (listed && untimely.isEmpty()) {
                return revoked(certificate, crl);
            }
            if (listed && !now.isBefore(crl.thisUpdate())) {
                outdated = Optional.of(revoked(certificate, crl));
            }
            if (fault.isEmpty() && untimely.isEmpty()) {
                spoken |= reasons;
            }
            fault.or(() -> untimely).ifPresent(reason -> unusable.add("that of " + crl.thisUpdate() + ' ' + reason));
        }
        if (spoken == ReasonFlags.ALL) {
            return new RevocationStatus.Good();
        }
        return outdated.isPresent() ? outdated.get() : unknown(certificate, unusable, suspected);
    }

    private static int reasons(Crl crl, PathCertificate certificate) {
        try {
            return crl.scope().reasonsFor(certificate);
        } catch (UnreadableException e) {
            return 0;
        }
    }

    private Optional<String> fault(Crl crl, List<X509Certificate> signers) {
        if (!crl.signature().isStrong(algorithms)) {
            return Optional.of(
                    "is signed with the weak algorithm " + crl.signature().algorithm());
        }
        boolean signed =
                signers.stream().filter(CrlSource::maySign).anyMatch(signer -> crl.isSignedBy(signer.getPublicKey()));
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
        if (crl.nextUpdate().filter(next -> !now.isBefore(next)).isPresent()) {
            return Optional.of("should have been followed by another at "
                    + crl.nextUpdate().orElseThrow());
        }
        return now.isBefore(crl.end(revocation.maximumAge(caller)))
                ? Optional.empty()
                : Optional.of("is older than " + revocation.maximumAge(caller));
    }

    @Override
    public Collection<Instant> turns() {
        List<Instant> turns = new ArrayList<>();
        for (Crl crl : revocation.crls()) {
            turns.add(crl.thisUpdate());
            turns.add(crl.end(revocation.maximumAge(true)));
            turns.add(crl.end(revocation.maximumAge(false)));
        }
        return turns;
    }

    private static RevocationStatus revoked(PathCertificate certificate, Crl crl) {
        return new RevocationStatus.Revoked(
                certificate, new Refusal.Revoked(certificate.label(), certificate.number(), "CRL", crl.thisUpdate()));
    }

    private static RevocationStatus unknown(PathCertificate certificate, List<String> unusable, boolean suspected) {
        String reason = unusable.isEmpty()
                ? "there is no CRL of its issuer"
                : "no CRL of its issuer says so: "
                        + String.join(", ", unusable.subList(0, Math.min(3, unusable.size())));
        return new RevocationStatus.Unknown(new Refusal.RevocationUnknown(certificate.label(), reason), suspected);
    }
}
