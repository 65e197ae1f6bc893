// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.fetch.Deadline;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who may answer for an issuer: it itself, and responders that it certified for that with the very key that issued the
 * certificate. A responder that the CRLs list is none; without a word from them it is believed, whether its certificate has
 * {@code id-pkix-ocsp-nocheck} or not, for nobody would be left to ask.
 *
 * @param rules what a responder's certificate must be
 * @param check who computes the signatures of certificates
 * @param crls who knows of responders that were revoked, without fetching anything
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.2.2">RFC 6960, section 4.2.2.2</a>
 */
record OcspSigners(PathRules rules, SignatureCheck check, RevocationSource crls) {

    /** An honest response shows the responder's certificate, and those above it perhaps. */
    private static final int MOST_CERTIFICATES = 16;

    /**
     * Until when he who signed a response may answer.
     *
     * @throws UnreadableException if it was nobody who may
     */
    Instant until(OcspResponse response, OcspQuestion question, Instant now) throws UnreadableException {
        X509Certificate issuer = question.issuer();
        if (response.isOf(issuer) && response.signature().isBy(issuer.getPublicKey())) {
            return Instant.MAX;
        }
        String fault = "";
        List<Der> shown = response.certificates();
        for (Der each : shown.subList(0, Math.min(MOST_CERTIFICATES, shown.size()))) {
            Optional<PathCertificate> responder = responder(response, each);
            Optional<String> refused = responder.flatMap(found -> refuse(found, issuer, now));
            if (responder.isPresent() && refused.isEmpty() && isBy(response, responder.get())) {
                return responder.get().certificate().getNotAfter().toInstant();
            }
            fault = refused.map(reason -> ": " + reason).orElse(fault);
        }
        throw new UnreadableException("it is signed by nobody who may answer for the issuer" + fault);
    }

    private static boolean isBy(OcspResponse response, PathCertificate responder) {
        return response.signature().isBy(responder.certificate().getPublicKey());
    }

    /** A certificate that is called as the responder calls itself; what cannot be read is no responder's. */
    private static Optional<PathCertificate> responder(OcspResponse response, Der encoded) {
        try {
            ByteArrayInputStream bytes = new ByteArrayInputStream(encoded.encoded());
            X509Certificate certificate = (X509Certificate) Pkix.factory().generateCertificate(bytes);
            return response.isOf(certificate) ? Optional.of(PathCertificate.read(certificate)) : Optional.empty();
        } catch (CertificateException | UnreadableException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Optional<String> refuse(PathCertificate responder, X509Certificate issuer, Instant now) {
        Optional<String> fault = rules.refuseResponder(responder, now).map(Refusal::message);
        if (fault.isPresent()) {
            return fault;
        }
        if (!responder.issuer().equals(issuer.getSubjectX500Principal())
                || !check.isSigned(responder.certificate(), issuer.getPublicKey())) {
            return Optional.of("the issuer has not issued the certificate of " + responder.label());
        }
        RevocationQuestion asked =
                new RevocationQuestion(responder, List.of(issuer), false, now, Deadline.in(Duration.ZERO));
        return crls.status(asked) instanceof RevocationStatus.Revoked revoked
                ? Optional.of(revoked.refusal().message())
                : Optional.empty();
    }
}
