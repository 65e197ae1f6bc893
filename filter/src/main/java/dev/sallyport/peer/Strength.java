// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether key and signature of a certificate are strong enough: RSA of 2048 bits, the curves P-256, P-384 and P-521,
 * Ed25519 and Ed448; signatures with SHA-256 or better. What is not known is not strong.
 */
final class Strength {

    private static final int RSA_BITS = 2048;
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    /** RSA PKCS#1, then ECDSA, with SHA-256, SHA-384 and SHA-512; Ed25519 and Ed448; both of the first with SHA-3. */
    private static final Set<String> SIGNATURES = Set.of(
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13",
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "1.3.101.112",
            "1.3.101.113",
            "2.16.840.1.101.3.4.3.10",
            "2.16.840.1.101.3.4.3.11",
            "2.16.840.1.101.3.4.3.12",
            "2.16.840.1.101.3.4.3.14",
            "2.16.840.1.101.3.4.3.15",
            "2.16.840.1.101.3.4.3.16");

    private static final Set<String> PSS_DIGESTS =
            Set.of("SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512");

    private static final List<ECParameterSpec> CURVES = Stream.of("secp256r1", "secp384r1", "secp521r1")
            .map(Strength::curve)
            .toList();

    private Strength() {}

    /** Why the key or the signature of a certificate is too weak. */
    static Optional<Refusal> refuse(X509Certificate certificate) {
        Optional<Refusal> weakKey = refuseKey(certificate);
        return weakKey.isPresent() || isStrong(certificate)
                ? weakKey
                : refusal(certificate, "it is signed with " + certificate.getSigAlgName());
    }

    /** Why the key of a certificate is too weak. An anchor's own signature proves nothing and is not looked at. */
    static Optional<Refusal> refuseKey(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= RSA_BITS && rsa.getPublicExponent().compareTo(BigInteger.TWO) > 0
                    ? Optional.empty()
                    : refusal(certificate, "its RSA key has " + bits + " bits");
        }
        if (key instanceof ECPublicKey ec) {
            return CURVES.stream().anyMatch(curve -> same(curve, ec.getParams()))
                    ? Optional.empty()
                    : refusal(certificate, "its EC key is on none of the curves P-256, P-384 and P-521");
        }
        return key instanceof EdECPublicKey
                ? Optional.empty()
                : refusal(certificate, "its key is of the kind " + key.getAlgorithm());
    }

    private static boolean isStrong(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgOID();
        return algorithm.equals(RSASSA_PSS)
                ? isStrongPss(certificate.getSigAlgParams())
                : SIGNATURES.contains(algorithm);
    }

    private static boolean isStrongPss(byte[] encoded) {
        if (encoded == null) {
            return false; // the default is SHA-1
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            return PSS_DIGESTS.contains(
                    parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        } catch (GeneralSecurityException | java.io.IOException e) {
            return false;
        }
    }

    private static boolean same(ECParameterSpec one, ECParameterSpec other) {
        return one.getCurve().equals(other.getCurve())
                && one.getGenerator().equals(other.getGenerator())
                && one.getOrder().equals(other.getOrder());
    }

    private static ECParameterSpec curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows the curve " + name, e);
        }
    }

    private static Optional<Refusal> refusal(X509Certificate certificate, String reason) {
        return Optional.of(new Refusal.WeakAlgorithm(Presented.label(certificate), reason));
    }
}
