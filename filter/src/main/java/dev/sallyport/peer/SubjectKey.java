// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
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
            return Sha256.of(info(certificate).encoded());
        } catch (UnreadableException e) {
            return Sha256.of(certificate.getPublicKey().getEncoded());
        }
    }

    /** The key alone, without its algorithm, as OCSP hashes it. */
    static byte[] bits(X509Certificate certificate) throws UnreadableException {
        List<Der> parts = info(certificate).children(Der.SEQUENCE);
        if (parts.size() != 2 || parts.get(1).expect(Der.BIT_STRING).content().length < 2) {
            throw new UnreadableException("its key is malformed");
        }
        byte[] bits = parts.get(1).content();
        return Arrays.copyOfRange(bits, 1, bits.length);
    }

    private static Der info(X509Certificate certificate) throws UnreadableException {
        try {
            List<Der> fields = Der.read(certificate.getTBSCertificate()).children(Der.SEQUENCE);
            int first = fields.get(0).tag() == VERSION ? 1 : 0;
            return fields.get(first + AFTER_VERSION);
        } catch (CertificateEncodingException | IndexOutOfBoundsException e) {
            throw new UnreadableException("it has no key that can be read", e);
        }
    }
}
