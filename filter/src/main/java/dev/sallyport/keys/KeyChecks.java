// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whether a key and its chain may be shown in handshakes. Pure: no file, no clock. */
final class KeyChecks {

    private KeyChecks() {}

    static Optional<String> problem(
            KeyMaterial material, Optional<KeyMaterial> inForce, List<X509Certificate> issuers, Instant now) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> foreignKey(material),
                        () -> disorder(material.chain()),
                        () -> dates(material.chain(), now),
                        () -> issuers.isEmpty()
                                ? inForce.flatMap(old -> lacksIntermediate(material.chain(), old.chain()))
                                : endsElsewhere(material.chain(), issuers))
                .flatMap(check -> check.get().stream())
                .findFirst();
    }

    private static Optional<String> foreignKey(KeyMaterial material) {
        try {
            PublicKey known = material.certificate().getPublicKey();
            Optional<String> algorithm = signature(known);
            if (algorithm.isEmpty()) {
                return Optional.of("keys of kind " + known.getAlgorithm() + " serve nobody in TLS 1.2 or 1.3"
                        + " (expected: RSA, EC or EdDSA)");
            }
            return verifies(algorithm.get(), material.privateKey(), known)
                    ? Optional.empty()
                    : Optional.of("the private key is not the one of the certificate");
        } catch (GeneralSecurityException | RuntimeException withPartOfIt) {
            return Optional.of("the private key is not the one of the certificate, or cannot sign");
        }
    }

    private static boolean verifies(String algorithm, PrivateKey key, PublicKey known) throws GeneralSecurityException {
        byte[] message = "is this the key of that certificate?".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance(algorithm);
        parameters(signer, known);
        signer.initSign(key);
        signer.update(message);
        byte[] signed = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        parameters(verifier, known);
        verifier.initVerify(known);
        verifier.update(message);
        return verifier.verify(signed);
    }

    private static Optional<String> signature(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> Optional.of("SHA256withRSA");
            case "RSASSA-PSS" -> Optional.of("RSASSA-PSS");
            case "EC" -> Optional.of("SHA256withECDSA");
            case "EdDSA", "Ed25519", "Ed448" -> Optional.of("EdDSA");
            default -> Optional.empty();
        };
    }

    private static void parameters(Signature signature, PublicKey key) throws GeneralSecurityException {
        if (key.getAlgorithm().equals("RSASSA-PSS") && key instanceof RSAKey rsa) {
            signature.setParameter(
                    rsa.getParams() == null
                            ? new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1)
                            : rsa.getParams());
        }
    }

    private static Optional<String> disorder(List<X509Certificate> chain) {
        for (int i = 0; i + 1 < chain.size(); i++) {
            X509Certificate issuer = chain.get(i + 1);
            if (!isIssuedBy(chain.get(i), issuer)) {
                return Optional.of("certificate " + (i + 2) + " of the chain has not issued certificate " + (i + 1)
                        + " (expected: ours first, then each one's issuer)");
            }
            if (issuer.getBasicConstraints() < 0) {
                return Optional.of("certificate " + (i + 2) + " of the chain is no CA's");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> dates(List<X509Certificate> chain, Instant now) {
        for (int i = 0; i < chain.size(); i++) {
            Instant notBefore = chain.get(i).getNotBefore().toInstant();
            Instant notAfter = chain.get(i).getNotAfter().toInstant();
            if (now.isBefore(notBefore)) {
                return Optional.of("certificate " + (i + 1) + " of the chain is not valid before " + notBefore);
            }
            if (now.isAfter(notAfter)) {
                return Optional.of("certificate " + (i + 1) + " of the chain expired at " + notAfter);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> endsElsewhere(List<X509Certificate> chain, List<X509Certificate> issuers) {
        X509Certificate last = chain.get(chain.size() - 1);
        boolean known = issuers.contains(last) || issuers.stream().anyMatch(issuer -> isIssuedBy(last, issuer));
        return known
                ? Optional.empty()
                : Optional.of("the chain does not end in one of the given issuers, but in "
                        + last.getIssuerX500Principal().getName());
    }

    private static Optional<String> lacksIntermediate(List<X509Certificate> chain, List<X509Certificate> inForce) {
        X509Certificate last = chain.get(chain.size() - 1);
        if (isSelfIssued(last)) {
            return Optional.empty();
        }
        List<X509Certificate> intermediates =
                inForce.stream().skip(1).filter(shown -> !isSelfIssued(shown)).toList();
        boolean intermediate = intermediates.stream()
                .anyMatch(shown -> shown.getSubjectX500Principal().equals(last.getIssuerX500Principal()));
        boolean alone = chain.size() == 1 && !intermediates.isEmpty();
        return intermediate || alone
                ? Optional.of("the chain is incomplete: it lacks the certificate of "
                        + last.getIssuerX500Principal().getName()
                        + (intermediate
                                ? ""
                                : " (expected: the whole chain, or a setting of the issuers if it is whole)"))
                : Optional.empty();
    }

    static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
