// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.fetch.Answer;
import java.time.Instant;

/**
 * Says what OCSP responders say.
 *
 * @param answers who has their answers
 */
record OcspSource(OcspAnswers answers) implements RevocationSource {

    @Override
    public RevocationStatus status(RevocationQuestion question) {
        Answer<OcspAnswer> answer = answers.about(question);
        if (answer instanceof Answer.Held<OcspAnswer> held) {
            return status(question, held.value(), held.until());
        }
        Answer.Missing<OcspAnswer> missing = (Answer.Missing<OcspAnswer>) answer;
        return unknown(question, missing.reason(), missing.until());
    }

    private static RevocationStatus status(RevocationQuestion question, OcspAnswer answer, Instant until) {
        PathCertificate certificate = question.certificate();
        Instant first = answer.thisUpdate().minus(OcspCheck.MOST_AHEAD);
        if (question.now().isBefore(first)) {
            return unknown(question, "the OCSP response is of the future: of " + answer.thisUpdate(), first);
        }
        return switch (answer.status()) {
            case GOOD -> new RevocationStatus.Good(until);
            case UNKNOWN -> unknown(question, "its OCSP responder does not know it", until);
            case REVOKED ->
                new RevocationStatus.Revoked(
                        certificate,
                        new Refusal.Revoked(certificate.label(), certificate.number(), "OCSP", answer.thisUpdate()),
                        until);
        };
    }

    private static RevocationStatus unknown(RevocationQuestion question, String reason, Instant until) {
        Refusal.RevocationUnknown refusal =
                new Refusal.RevocationUnknown(question.certificate().label(), reason);
        return new RevocationStatus.Unknown(refusal, false, until);
    }
}
