// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.pki;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates parsed anew, equal to others but never the same objects.
 *
 * <p>{@link CertificateFactory#generateCertificate} remembers some 750 certificates by their bytes and returns the same
 * object again, and such an object remembers the last signature that was found right. {@code generateCertificates}, for
 * several at once, remembers nothing.
 */
public final class Fresh {

    private static final CertificateFactory FACTORY = factory();

    private Fresh() {}

    /** The same chain in new objects. */
    public static X509Certificate[] copy(List<X509Certificate> chain) {
        X509Certificate[] copy = new X509Certificate[chain.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = copy(chain.get(i));
        }
        return copy;
    }

    private static X509Certificate copy(X509Certificate certificate) {
        try {
            return (X509Certificate) FACTORY.generateCertificates(new ByteArrayInputStream(certificate.getEncoded()))
                    .iterator()
                    .next();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be parsed again", e);
        }
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509", "SUN");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no parser of its own", e);
        }
    }
}
