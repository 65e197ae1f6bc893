// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.fetch.Answer;
import dev.sallyport.fetch.Deadline;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Puts OCSP responses of published vectors, which nobody asked for, to what judges those of responders.
 *
 * @param algorithms which signatures are strong enough
 * @param leaf the certificate
 * @param issuer its issuer
 */
public record OcspVectors(AlgorithmPolicy algorithms, X509Certificate leaf, X509Certificate issuer) {

    /** Nothing if it is good; else why not. */
    public Optional<Refusal> refuse(byte[] response, Duration maximumAge, Instant now) {
        try {
            RevocationQuestion question = new RevocationQuestion(
                    PathCertificate.read(leaf), List.of(issuer), true, now, Deadline.in(Duration.ZERO));
            OcspAnswer answer = check(maximumAge).read(response, OcspQuestion.of(question), Optional.empty(), now);
            RevocationStatus status = new OcspSource(any -> new Answer.Held<>(answer, answer.end())).status(question);
            if (status instanceof RevocationStatus.Revoked revoked) {
                return Optional.of(revoked.refusal());
            }
            return status instanceof RevocationStatus.Unknown unknown
                    ? Optional.of(unknown.refusal())
                    : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.of(new Refusal.RevocationUnknown(Presented.label(leaf), String.valueOf(e.getMessage())));
        }
    }

    private OcspCheck check(Duration maximumAge) {
        PathRules rules = new PathRules(
                new ClientUsage(UsagePolicy.INSECURE_IGNORED, ClientUsage.CLIENT_AUTH),
                algorithms,
                CertificatePolicies.ANY,
                0);
        Revocation revocation = Revocation.OFF.maximumAge(maximumAge);
        RevocationSource noCrls =
                new CrlSource(new CrlRules(revocation, algorithms, Duration.ZERO), List.of(), List.of());
        return new OcspCheck(revocation, algorithms, new OcspSigners(rules, SignatureCheck.OF_JDK, noCrls));
    }
}
