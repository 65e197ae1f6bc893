// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a CRL or of an OCSP response. Who signed a CRL is known only when a path was proven, and by then its
 * bytes are gone: so what is kept of them is their digest, where the algorithm signs one (RSA with PKCS #1, and ECDSA), and
 * else, of a small CRL, the bytes themselves.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-8.2.2">RFC 8017, section 8.2.2</a>
 */
final class DetachedSignature {

    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    private static final Map<String, String> RSA = Map.of(
            "1.2.840.113549.1.1.5", "SHA-1",
            "1.2.840.113549.1.1.11", "SHA-256",
            "1.2.840.113549.1.1.12", "SHA-384",
            "1.2.840.113549.1.1.13", "SHA-512",
            "2.16.840.1.101.3.4.3.14", "SHA3-256",
            "2.16.840.1.101.3.4.3.15", "SHA3-384",
            "2.16.840.1.101.3.4.3.16", "SHA3-512");

    private static final Map<String, String> ECDSA = Map.of(
            "1.2.840.10045.4.1", "SHA-1",
            "1.2.840.10045.4.3.2", "SHA-256",
            "1.2.840.10045.4.3.3", "SHA-384",
            "1.2.840.10045.4.3.4", "SHA-512",
            "2.16.840.1.101.3.4.3.10", "SHA3-256",
            "2.16.840.1.101.3.4.3.11", "SHA3-384",
            "2.16.840.1.101.3.4.3.12", "SHA3-512");

    /** What stands before a digest that RSA signs: the DER of its algorithm, and the beginning of an octet string. */
    private static final Map<String, String> PREFIXES = Map.of(
            "SHA-1", "3021300906052b0e03021a05000414",
            "SHA-256", "3031300d060960864801650304020105000420",
            "SHA-384", "3041300d060960864801650304020205000430",
            "SHA-512", "3051300d060960864801650304020305000440",
            "SHA3-256", "3031300d060960864801650304020805000420",
            "SHA3-384", "3041300d060960864801650304020905000430",
            "SHA3-512", "3051300d060960864801650304020a05000440");

    private final String algorithm;
    private final byte @Nullable [] parameters;
    private final byte[] signed;
    private final byte[] value;

    private DetachedSignature(String algorithm, byte @Nullable [] parameters, byte[] signed, byte[] value) {
        this.algorithm = algorithm;
        this.parameters = parameters;
        this.signed = signed;
        this.value = value;
    }

    /** Whether it is of the same bytes, with the same value. */
    boolean isCopyOf(DetachedSignature other) {
        return Arrays.equals(signed, other.signed) && Arrays.equals(value, other.value);
    }

    /**
     * A signature as it stands behind what is signed.
     *
     * @param algorithm the DER of its algorithm
     * @param signed the {@link #digest} of what is signed, or all of it where there is none
     * @param value the signature
     */
    static DetachedSignature of(Der algorithm, byte[] signed, byte[] value) throws UnreadableException {
        List<Der> parts = algorithm.children(Der.SEQUENCE);
        byte @Nullable [] parameters = parts.size() == 2 ? parts.get(1).encoded() : null;
        return new DetachedSignature(identifier(algorithm), parameters, signed, value);
    }

    /** The digest that is signed, if the algorithm signs one. */
    static Optional<String> digest(Der algorithm) throws UnreadableException {
        String identifier = identifier(algorithm);
        return Optional.ofNullable(RSA.getOrDefault(identifier, ECDSA.get(identifier)));
    }

    private static String identifier(Der algorithm) throws UnreadableException {
        List<Der> parts = algorithm.children(Der.SEQUENCE);
        if (parts.isEmpty() || parts.size() > 2) {
            throw new UnreadableException("the algorithm of its signature is malformed");
        }
        return parts.get(0).objectIdentifier();
    }

    String algorithm() {
        return algorithm;
    }

    boolean isStrong(AlgorithmPolicy policy) {
        return policy.acceptsSignature(algorithm, parameters);
    }

    /** Whether the key made it. */
    boolean isBy(PublicKey key) {
        try {
            if (RSA.containsKey(algorithm)) {
                return rsa(key, RSA.getOrDefault(algorithm, ""));
            }
            return verify(key, ECDSA.containsKey(algorithm) ? "NONEwithECDSA" : algorithm);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return false;
        }
    }

    /** What the signature must be made of is written anew and compared, so that nothing in it is read. */
    private boolean rsa(PublicKey key, String digest) throws GeneralSecurityException {
        int length = key instanceof RSAPublicKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : 0;
        byte[] prefix = HexFormat.of().parseHex(PREFIXES.getOrDefault(digest, ""));
        int padding = length - prefix.length - signed.length - 3;
        if (padding < 8 || value.length != length) {
            return false;
        }
        byte[] expected = new byte[length];
        expected[1] = 1;
        Arrays.fill(expected, 2, 2 + padding, (byte) 0xFF);
        System.arraycopy(prefix, 0, expected, 3 + padding, prefix.length);
        System.arraycopy(signed, 0, expected, length - signed.length, signed.length);
        Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return Arrays.equals(cipher.doFinal(value), expected);
    }

    private boolean verify(PublicKey key, String name) throws GeneralSecurityException, IOException {
        Signature signature = Signature.getInstance(name);
        if (algorithm.equals(RSASSA_PSS)) {
            AlgorithmParameters encoded = AlgorithmParameters.getInstance("RSASSA-PSS");
            encoded.init(parameters);
            signature.setParameter(encoded.getParameterSpec(PSSParameterSpec.class));
        }
        signature.initVerify(key);
        signature.update(signed);
        return signature.verify(value);
    }
}
