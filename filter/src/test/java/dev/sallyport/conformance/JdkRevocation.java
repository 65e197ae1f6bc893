// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether CRLs decide a case: the JDK finds a path without asking them, and either none if it asks, or a CRL of the case
 * names the leaf (the JDK does not read delta CRLs).
 *
 * @param path the case
 * @param at its time
 */
record JdkRevocation(PathCase path, Instant at) {

    boolean decides() {
        try {
            List<Object> known = new ArrayList<>();
            Set<BigInteger> revoked = new HashSet<>();
            X509Certificate leaf =
                    Pem.certificates(path.json().getString("leaf")).get(0);
            for (String pem : path.texts("untrusted")) {
                known.addAll(Pem.certificates(pem));
            }
            for (String pem : path.texts("crls")) {
                for (byte[] der : Pem.blocks(pem)) {
                    X509CRL crl = (X509CRL)
                            CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
                    known.add(crl);
                    if (crl.getRevokedCertificates() != null) {
                        crl.getRevokedCertificates().forEach(entry -> revoked.add(entry.getSerialNumber()));
                    }
                }
            }
            known.add(leaf);
            return accepts(leaf, known, false)
                    && (revoked.contains(leaf.getSerialNumber()) || !accepts(leaf, known, true));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the case " + path.id() + " cannot be put to the JDK", e);
        }
    }

    private boolean accepts(X509Certificate leaf, List<Object> known, boolean revocation)
            throws GeneralSecurityException, IOException {
        Set<TrustAnchor> anchors = new HashSet<>();
        path.anchors().forEach(anchor -> anchors.add(new TrustAnchor(anchor, null)));
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
        parameters.setDate(Date.from(at));
        parameters.setRevocationEnabled(revocation);
        parameters.setPolicyQualifiersRejected(false);
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (CertPathBuilderException e) {
            return false;
        }
    }
}
