// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * A trust anchor, read and judged once.
 *
 * @param certificate its certificate
 * @param limits what its certificate says, if that limits what is below it
 * @param fault why it proves nobody, at whatever time
 * @param parameters for the JDK's validation of paths to it
 */
record Anchor(
        X509Certificate certificate,
        Optional<PathCertificate> limits,
        Optional<Refusal> fault,
        PKIXParameters parameters) {

    static Anchor of(X509Certificate certificate, AnchorLimits limits, PathRules rules) {
        PKIXParameters parameters = Pkix.parameters(certificate, limits);
        Optional<Refusal> weak = rules.algorithms().refuseKey(certificate);
        if (limits == AnchorLimits.INSECURE_IGNORED) {
            return new Anchor(certificate, Optional.empty(), weak, parameters);
        }
        try {
            PathCertificate read = PathCertificate.read(certificate);
            return new Anchor(certificate, Optional.of(read), weak.or(() -> rules.refuseAnchor(read)), parameters);
        } catch (UnreadableException e) {
            Refusal refusal = new Refusal.BadCertificate(Presented.label(certificate), String.valueOf(e.getMessage()));
            return new Anchor(certificate, Optional.empty(), weak.or(() -> Optional.of(refusal)), parameters);
        }
    }

    /** Why it proves nobody now. The JDK does not ask. */
    Optional<Refusal> refuse(Instant now) {
        return Dates.refuse(certificate, now).or(this::fault);
    }
}
