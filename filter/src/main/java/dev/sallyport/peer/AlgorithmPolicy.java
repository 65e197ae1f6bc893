// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which keys and signatures of certificates are strong enough; what is not named is not. What the JDK's {@code
 * jdk.certpath.disabledAlgorithms} forbids stays forbidden.
 *
 * <p>Keys: {@code rsa-2048} is RSA with so many bits or more, {@code p-256}, {@code p-384} and {@code p-521} are named
 * curves, and {@code ed25519} and {@code ed448}. Digests of signatures: {@code sha-256}, {@code sha-384}, {@code sha-512},
 * {@code sha3-256}, {@code sha3-384} and {@code sha3-512}. For old partners: {@code insecure-rsa-1024}, {@code
 * insecure-dsa-1024} and {@code insecure-sha-1}.
 */
public final class AlgorithmPolicy {

    private static final String INSECURE = "insecure-";
    private static final int LEAST_SECURE_BITS = 2048;
    private static final Set<String> OTHERS = Set.of(
            "p-256",
            "p-384",
            "p-521",
            "ed25519",
            "ed448",
            "sha-256",
            "sha-384",
            "sha-512",
            "sha3-256",
            "sha3-384",
            "sha3-512",
            "insecure-rsa-1024",
            "insecure-dsa-1024",
            "insecure-sha-1");

    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    /** PKCS#1, ECDSA and DSA with each digest; an Edwards curve is its own digest. */
    private static final Map<String, String> DIGESTS = Map.ofEntries(
            Map.entry("1.2.840.113549.1.1.5", "insecure-sha-1"),
            Map.entry("1.2.840.113549.1.1.11", "sha-256"),
            Map.entry("1.2.840.113549.1.1.12", "sha-384"),
            Map.entry("1.2.840.113549.1.1.13", "sha-512"),
            Map.entry("1.2.840.10045.4.1", "insecure-sha-1"),
            Map.entry("1.2.840.10045.4.3.2", "sha-256"),
            Map.entry("1.2.840.10045.4.3.3", "sha-384"),
            Map.entry("1.2.840.10045.4.3.4", "sha-512"),
            Map.entry("1.2.840.10040.4.3", "insecure-sha-1"),
            Map.entry("2.16.840.1.101.3.4.3.2", "sha-256"),
            Map.entry("1.3.101.112", "ed25519"),
            Map.entry("1.3.101.113", "ed448"),
            Map.entry("2.16.840.1.101.3.4.3.10", "sha3-256"),
            Map.entry("2.16.840.1.101.3.4.3.11", "sha3-384"),
            Map.entry("2.16.840.1.101.3.4.3.12", "sha3-512"),
            Map.entry("2.16.840.1.101.3.4.3.14", "sha3-256"),
            Map.entry("2.16.840.1.101.3.4.3.15", "sha3-384"),
            Map.entry("2.16.840.1.101.3.4.3.16", "sha3-512"));

    /** RSA of 2048 bits, the three curves, both Edwards curves, and SHA-2 and SHA-3. */
    public static final AlgorithmPolicy DEFAULT = parse("rsa-2048, p-256, p-384, p-521, ed25519, ed448,"
            + " sha-256, sha-384, sha-512, sha3-256, sha3-384, sha3-512");

    private final Set<String> names;
    private final int leastRsaBits;

    private AlgorithmPolicy(Set<String> names) {
        this.names = names;
        this.leastRsaBits = names.stream()
                .map(name -> name.replace(INSECURE, ""))
                .filter(name -> name.startsWith("rsa-"))
                .mapToInt(name -> Integer.parseInt(name.substring(4)))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Reads names between commas; {@link IllegalArgumentException} quotes one that is none. */
    public static AlgorithmPolicy parse(String text) {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(text.split(",", -1)).map(String::strip).forEach(name -> {
            boolean rsa =
                    name.matches("rsa-[1-9][0-9]{3,4}") && Integer.parseInt(name.substring(4)) >= LEAST_SECURE_BITS;
            if (!rsa && !OTHERS.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' (expected: rsa- and a number of bits from "
                        + LEAST_SECURE_BITS + " on, or one of "
                        + String.join(", ", new java.util.TreeSet<>(OTHERS)) + ')');
            }
            names.add(name);
        });
        return new AlgorithmPolicy(names);
    }

    /** Whether something in it is strong enough nowhere else. */
    public boolean isInsecure() {
        return names.stream().anyMatch(name -> name.startsWith(INSECURE));
    }

    /** Why the key or the signature of a certificate is too weak. */
    Optional<Refusal> refuse(X509Certificate certificate) {
        Optional<Refusal> weakKey = refuseKey(certificate);
        return weakKey.isPresent() || acceptsSignature(certificate.getSigAlgOID(), certificate.getSigAlgParams())
                ? weakKey
                : refusal(certificate, "it is signed with " + certificate.getSigAlgName());
    }

    /** Why the key of a certificate is too weak. An anchor's own signature proves nothing and is not looked at. */
    Optional<Refusal> refuseKey(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            boolean sound = bits % 8 == 0
                    && rsa.getPublicExponent().compareTo(BigInteger.TWO) > 0
                    && rsa.getPublicExponent().testBit(0);
            return bits >= leastRsaBits && sound
                    ? Optional.empty()
                    : refusal(certificate, "its RSA key has " + bits + " bits, or an unsound exponent");
        }
        if (key instanceof ECPublicKey ec) {
            return Curves.name(ec.getParams()).filter(names::contains).isPresent()
                    ? Optional.empty()
                    : refusal(certificate, "its EC key is on none of the accepted curves");
        }
        if (key instanceof DSAPublicKey dsa) {
            return names.contains("insecure-dsa-1024")
                            && (dsa.getParams() == null
                                    || dsa.getParams().getP().bitLength() >= 1024)
                    ? Optional.empty()
                    : refusal(certificate, "its key is of the kind DSA");
        }
        boolean edwards = key instanceof EdECPublicKey ed
                && names.contains(ed.getParams().getName().toLowerCase(Locale.ROOT));
        return edwards ? Optional.empty() : refusal(certificate, "its key is of the kind " + key.getAlgorithm());
    }

    /** Whether a signature with this algorithm is strong enough, whatever was signed. */
    boolean acceptsSignature(String algorithm, byte @Nullable [] parameters) {
        return names.contains(
                algorithm.equals(RSASSA_PSS) ? digestOfPss(parameters) : DIGESTS.getOrDefault(algorithm, ""));
    }

    /** Both digests are the same one; without parameters they are SHA-1, which nobody who meant it would use. */
    private static String digestOfPss(byte @Nullable [] encoded) {
        if (encoded == null) {
            return "";
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            PSSParameterSpec spec = parameters.getParameterSpec(PSSParameterSpec.class);
            String digest = spec.getDigestAlgorithm();
            boolean both = spec.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && mask.getDigestAlgorithm().equals(digest);
            return both ? digest.toLowerCase(Locale.ROOT) : "";
        } catch (GeneralSecurityException | IOException e) {
            return "";
        }
    }

    private static Optional<Refusal> refusal(X509Certificate certificate, String reason) {
        return Optional.of(new Refusal.WeakAlgorithm(Presented.label(certificate), reason));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AlgorithmPolicy that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /** The names, as they are written in a setting. */
    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
