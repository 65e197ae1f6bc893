// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.peer.Verdict;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Verifies chains below one of several anchors, without asking for revocation. */
public interface Verifier {

    /** Whether the chain is good. */
    boolean accepts(List<X509Certificate> chain) throws GeneralSecurityException;

    /** Who verifies. */
    enum Kind {
        /** A trust of Sallyport. */
        SALLYPORT,
        /** The same, with signatures computed by Bouncy Castle, which is not installed. */
        SALLYPORT_WITH_BOUNCY_CASTLE,
        /** The JDK's path validation with nothing around it. */
        JDK_PKIX,
        /** The same, with signatures computed by Bouncy Castle. */
        JDK_PKIX_WITH_BOUNCY_CASTLE;

        /** One that knows nobody yet. */
        public Verifier of(Collection<X509Certificate> anchors, PeerRules allow, Instant now)
                throws GeneralSecurityException {
            ClientTrust.Builder trust = ClientTrust.named("partners").anchors(anchors);
            return switch (this) {
                case SALLYPORT -> sallyport(trust, allow, now);
                case SALLYPORT_WITH_BOUNCY_CASTLE ->
                    sallyport(trust.signatureProvider(new BouncyCastleProvider()), allow, now);
                case JDK_PKIX, JDK_PKIX_WITH_BOUNCY_CASTLE -> pkix(parameters(anchors, now));
            };
        }

        private PKIXParameters parameters(Collection<X509Certificate> anchors, Instant now)
                throws GeneralSecurityException {
            PKIXParameters parameters = new PKIXParameters(anchors.stream()
                    .map(anchor -> new TrustAnchor(anchor, null))
                    .collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            parameters.setPolicyQualifiersRejected(false);
            parameters.setDate(Date.from(now));
            if (this == JDK_PKIX_WITH_BOUNCY_CASTLE) {
                java.security.Security.addProvider(new BouncyCastleProvider());
                parameters.setSigProvider(BouncyCastleProvider.PROVIDER_NAME);
            }
            return parameters;
        }
    }

    private static Verifier sallyport(ClientTrust.Builder builder, PeerRules allow, Instant now) {
        ClientTrust trust = builder.build();
        return chain -> trust.verify(chain, Way.DIRECT, allow, now) instanceof Verdict.Known;
    }

    private static Verifier pkix(PKIXParameters parameters) {
        return chain -> {
            try {
                CertPathValidator.getInstance("PKIX")
                        .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
                return true;
            } catch (CertPathValidatorException refused) {
                return false;
            }
        };
    }
}
