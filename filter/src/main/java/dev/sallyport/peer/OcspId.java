// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What OCSP calls a certificate: a digest of its issuer's name, one of its issuer's key, and its number.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.1.1">RFC 6960, section 4.1.1</a>
 */
final class OcspId {

    private static final String SHA_1 = "SHA-1";
    private static final byte[] SHA_1_ALGORITHM = HexFormat.of().parseHex("300906052b0e03021a0500");

    private static final Map<String, String> DIGESTS = Map.of(
            "1.3.14.3.2.26", SHA_1,
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    private final byte[] issuerName;
    private final byte[] issuerKey;
    private final byte[] number;

    private OcspId(byte[] issuerName, byte[] issuerKey, byte[] number) {
        this.issuerName = issuerName;
        this.issuerKey = issuerKey;
        this.number = number;
    }

    static OcspId of(PathCertificate certificate, X509Certificate issuer) throws UnreadableException {
        TbsCertificate fields = certificate.fields();
        return new OcspId(
                fields.issuer().encoded(),
                SubjectKey.bits(issuer),
                fields.serialNumber().content());
    }

    /** As a request has it, with SHA-1: every responder knows that, and nothing rests on it. */
    byte[] encoded() throws UnreadableException {
        return DerWriter.element(
                Der.SEQUENCE,
                SHA_1_ALGORITHM,
                DerWriter.element(Der.OCTET_STRING, digest(SHA_1, issuerName)),
                DerWriter.element(Der.OCTET_STRING, digest(SHA_1, issuerKey)),
                DerWriter.element(Der.INTEGER, number));
    }

    /** Whether these mean the same certificate, whichever digest the responder chose. */
    boolean isCalled(Der other) throws UnreadableException {
        List<Der> parts = other.children(Der.SEQUENCE);
        if (parts.size() != 4) {
            throw new UnreadableException("a certificate in it is called by a malformed name");
        }
        byte[] name = parts.get(1).expect(Der.OCTET_STRING).content();
        byte[] key = parts.get(2).expect(Der.OCTET_STRING).content();
        String digest = DIGESTS.get(parts.get(0).children(Der.SEQUENCE).get(0).objectIdentifier());
        return digest != null
                && Arrays.equals(parts.get(3).expect(Der.INTEGER).content(), number)
                && Arrays.equals(name, digest(digest, issuerName))
                && Arrays.equals(key, digest(digest, issuerKey));
    }

    /** The serial number in hexadecimal digits. */
    String number() {
        return HexFormat.of().formatHex(number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OcspId that
                && Arrays.equals(number, that.number)
                && Arrays.equals(issuerName, that.issuerName)
                && Arrays.equals(issuerKey, that.issuerKey);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(number) + Arrays.hashCode(issuerKey);
    }

    /** The SHA-1 of a key, by which a responder may be called. */
    static byte[] sha1(byte[] key) {
        return digest(SHA_1, key);
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + name, e);
        }
    }
}
