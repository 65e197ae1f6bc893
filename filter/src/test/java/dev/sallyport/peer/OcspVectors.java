// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
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
            RevocationStatus status = new OcspSource(
                            (question, at) -> check(maximumAge).read(response, question, Optional.empty(), at))
                    .status(PathCertificate.read(leaf), List.of(issuer), true, now);
            if (status instanceof RevocationStatus.Revoked revoked) {
                return Optional.of(revoked.refusal());
            }
            return status instanceof RevocationStatus.Unknown unknown
                    ? Optional.of(unknown.refusal())
                    : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.of(new Refusal.BadCertificate(Presented.label(leaf), String.valueOf(e.getMessage())));
        }
    }

    private OcspCheck check(Duration maximumAge) {
        PathRules rules = new PathRules(
                new ClientUsage(UsagePolicy.INSECURE_IGNORED, ClientUsage.CLIENT_AUTH),
                algorithms,
                CertificatePolicies.ANY,
                0);
        RevocationSource noCrls = new CrlSource(Revocation.OFF, algorithms);
        OcspSigners signers = new OcspSigners(rules, SignatureCheck.OF_JDK, noCrls);
        return new OcspCheck(Revocation.OFF.maximumAge(maximumAge), algorithms, signers);
    }
}
