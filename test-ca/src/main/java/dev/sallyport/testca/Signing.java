// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Turns a draft into a certificate. */
final class Signing {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Signing() {}

    static Issued sign(Draft draft, KeyPair pair, @Nullable TestCa issuer) {
        X500Name issuerName = issuer == null ? draft.subject : issuer.name();
        KeyPair issuerKeys = issuer == null ? pair : issuer.keys();
        PublicKey key = draft.publicKey == null ? pair.getPublic() : draft.publicKey;
        String algorithm = draft.signature == null ? Keys.signature(issuerKeys.getPublic()) : draft.signature;
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuerName,
                    draft.serial == null ? new BigInteger(120, RANDOM).setBit(119) : draft.serial,
                    Date.from(draft.notBefore),
                    Date.from(draft.notAfter),
                    draft.subject,
                    SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            for (Extension extension : extensions(draft, key, issuerKeys.getPublic())) {
                builder.addExtension(extension);
            }
            JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm);
            if (algorithm.endsWith("MGF1")) { // the JDK has no name for RSASSA-PSS with its parameters
                signer.setProvider(new BouncyCastleProvider());
            }
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(signer.build(issuerKeys.getPrivate())));
            return new Issued(certificate, issuer == null ? List.of() : issuer.pathBelowRoot(), pair.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue a certificate to " + draft.subject, e);
        }
    }

    private static List<Extension> extensions(Draft draft, PublicKey key, PublicKey issuerKey)
            throws GeneralSecurityException, IOException {
        ExtensionsGenerator all = new ExtensionsGenerator();
        for (Extension extension : draft.extensions) {
            all.addExtension(extension);
        }
        X509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        add(all, Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(info(key)));
        add(all, Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(info(issuerKey)));
        if (draft.ca) {
            add(
                    all,
                    Extension.basicConstraints,
                    true,
                    draft.pathLength < 0 ? new BasicConstraints(true) : new BasicConstraints(draft.pathLength));
        }
        if (!draft.keyUsages.isEmpty()) {
            int bits = draft.keyUsages.stream().mapToInt(usage -> usage.bit).reduce(0, (a, b) -> a | b);
            add(all, Extension.keyUsage, true, new KeyUsage(bits));
        }
        if (!draft.usages.isEmpty()) {
            KeyPurposeId[] purposes = draft.usages.stream()
                    .map(usage -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(usage.oid)))
                    .toArray(KeyPurposeId[]::new);
            add(all, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        }
        if (!draft.alternativeNames.isEmpty()) {
            boolean critical = draft.subject.size() == 0;
            GeneralNames names = new GeneralNames(draft.alternativeNames.toArray(GeneralName[]::new));
            add(all, Extension.subjectAlternativeName, critical, names);
        }
        return List.of(all.generate().getExtensionOIDs()).stream()
                .map(oid -> all.generate().getExtension(oid))
                .toList();
    }

    private static SubjectPublicKeyInfo info(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }

    private static void add(
            ExtensionsGenerator all,
            ASN1ObjectIdentifier oid,
            boolean critical,
            org.bouncycastle.asn1.ASN1Encodable value)
            throws IOException {
        if (!all.hasExtension(oid)) {
            all.addExtension(oid, critical, value);
        }
    }
}
