// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JDK's own certificate parser and path validation, whatever other provider was put before it. */
final class Pkix {

    private static final @Nullable Provider SUN = Security.getProvider("SUN");

    private Pkix() {}

    static CertificateFactory factory() throws CertificateException {
        return SUN == null ? CertificateFactory.getInstance("X.509") : CertificateFactory.getInstance("X.509", SUN);
    }

    /** Parameters for paths to one anchor; revocation is not asked for. */
    static PKIXParameters parameters(X509Certificate anchor, AnchorLimits limits) {
        TrustAnchor trusted = limits == AnchorLimits.BIND
                ? new TrustAnchor(anchor, null)
                : new TrustAnchor(anchor.getSubjectX500Principal(), anchor.getPublicKey(), null);
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(trusted));
            parameters.setRevocationEnabled(false);
            parameters.setPolicyQualifiersRejected(false);
            return parameters;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("one anchor is enough for parameters", e);
        }
    }

    /** Why the JDK refuses this path, the caller's certificate first and the anchor left out; empty if it does not. */
    static Optional<Refusal> refuse(List<X509Certificate> path, PKIXParameters prepared, Instant now) {
        PKIXParameters parameters = (PKIXParameters) prepared.clone();
        parameters.setDate(Date.from(now));
        try {
            CertPathValidator validator =
                    SUN == null ? CertPathValidator.getInstance("PKIX") : CertPathValidator.getInstance("PKIX", SUN);
            validator.validate(factory().generateCertPath(path), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(refusal(path, e, now));
        } catch (GeneralSecurityException e) {
            return Optional.of(new Refusal.BadPath(Presented.label(path.get(0)), String.valueOf(e.getMessage())));
        }
    }

    private static Refusal refusal(List<X509Certificate> path, CertPathValidatorException e, Instant now) {
        X509Certificate culprit = path.get(Math.max(0, e.getIndex()));
        String label = Presented.label(culprit);
        if (e.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
            return new Refusal.WeakAlgorithm(label, String.valueOf(e.getMessage()));
        }
        return Dates.refuse(culprit, now).orElseGet(() -> new Refusal.BadPath(label, String.valueOf(e.getMessage())));
    }
}
