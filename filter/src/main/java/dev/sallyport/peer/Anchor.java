// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A trust anchor, read once.
 *
 * @param certificate its certificate
 * @param limits what its certificate says, if that limits what is below it
 * @param unreadable why it limits in a way that nobody can read, and so proves nobody
 * @param parameters for the JDK's validation of paths to it
 */
record Anchor(
        X509Certificate certificate,
        Optional<PathCertificate> limits,
        Optional<Refusal> unreadable,
        PKIXParameters parameters) {

    static Anchor of(X509Certificate certificate, AnchorLimits limits) {
        PKIXParameters parameters = Pkix.parameters(certificate, limits);
        if (limits == AnchorLimits.INSECURE_IGNORED) {
            return new Anchor(certificate, Optional.empty(), Optional.empty(), parameters);
        }
        try {
            PathCertificate read = PathCertificate.read(certificate);
            return new Anchor(certificate, Optional.of(read), Optional.empty(), parameters);
        } catch (UnreadableException e) {
            Refusal refusal = new Refusal.BadCertificate(Presented.label(certificate), String.valueOf(e.getMessage()));
            return new Anchor(certificate, Optional.empty(), Optional.of(refusal), parameters);
        }
    }
}
