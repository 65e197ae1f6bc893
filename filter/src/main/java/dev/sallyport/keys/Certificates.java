// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** Certificates out of their DER. */
final class Certificates {

    private Certificates() {}

    /** Reads exactly one certificate, with nothing after it. */
    static X509Certificate parse(byte[] der) throws IOException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            if (factory.generateCertificate(new ByteArrayInputStream(der)) instanceof X509Certificate certificate
                    && Arrays.equals(certificate.getEncoded(), der)) {
                return certificate;
            }
        } catch (CertificateException | RuntimeException e) {
            throw new IOException("a certificate cannot be read", e);
        }
        throw new IOException("a certificate is followed by something else");
    }
}
