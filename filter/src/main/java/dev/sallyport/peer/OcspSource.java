// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Says what OCSP responders say. Who was revoked stays so when the answer has ended; else nothing is known then.
 *
 * @param answers who answers
 */
record OcspSource(OcspAnswers answers) implements RevocationSource {

    @Override
    public RevocationStatus status(
            PathCertificate certificate, List<X509Certificate> signers, boolean caller, Instant now) {
        try {
            OcspQuestion question = new OcspQuestion(certificate, signers.get(0), caller);
            return status(certificate, answers.about(question, now), now);
        } catch (UnreadableException e) {
            return unknown(certificate, "the OCSP response cannot be used: " + e.getMessage());
        }
    }

    private static RevocationStatus status(PathCertificate certificate, OcspAnswer answer, Instant now) {
        if (now.isBefore(answer.thisUpdate().minus(OcspCheck.MOST_AHEAD))) {
            return unknown(certificate, "the OCSP response is of the future: of " + answer.thisUpdate());
        }
        if (answer.status() == OcspEntry.Status.REVOKED) {
            return new RevocationStatus.Revoked(
                    certificate,
                    new Refusal.Revoked(certificate.label(), certificate.number(), "OCSP", answer.thisUpdate()));
        }
        if (!now.isBefore(answer.end())) {
            return unknown(certificate, "the OCSP response has ended at " + answer.end());
        }
        return answer.status() == OcspEntry.Status.GOOD
                ? new RevocationStatus.Good()
                : unknown(certificate, "its OCSP responder does not know it");
    }

    @Override
    public Collection<Instant> turns() {
        return List.of();
    }

    private static RevocationStatus unknown(PathCertificate certificate, String reason) {
        return new RevocationStatus.Unknown(new Refusal.RevocationUnknown(certificate.label(), reason), false);
    }
}
