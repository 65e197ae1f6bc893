// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * The key of a certificate as its bytes say it: the DER of its SubjectPublicKeyInfo. Of a certificate that is no DER, which
 * only a container believes, it is as the JDK would write it.
 */
final class SubjectKey {

    private static final int VERSION = 0xA0;
    private static final int AFTER_VERSION = 5;

    private SubjectKey() {}

    /** The SHA-256 in Base64. */
    static String pin(X509Certificate certificate) {
        return Base64.getEncoder().encodeToString(sha256(certificate));
    }

    static byte[] sha256(X509Certificate certificate) {
        try {
            List<Der> fields = Der.read(certificate.getTBSCertificate()).children(Der.SEQUENCE);
            int first = fields.get(0).tag() == VERSION ? 1 : 0;
            return Sha256.of(fields.get(first + AFTER_VERSION).encoded());
        } catch (CertificateEncodingException | UnreadableException e) {
            return Sha256.of(certificate.getPublicKey().getEncoded());
        }
    }
}
