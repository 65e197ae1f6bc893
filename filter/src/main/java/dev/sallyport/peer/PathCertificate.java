// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as a part of paths, with what it says of those below it; what cannot be read is no part of any.
 *
 * @param certificate the certificate
 * @param subject its subject
 * @param issuer its issuer
 * @param fields what its DER says
 * @param nameConstraints what it may call others, if it is limited
 * @param policies what it says of policies
 * @param signer the key that was found to have signed it; null where none was found before
 */
record PathCertificate(
        X509Certificate certificate,
        X500Principal subject,
        X500Principal issuer,
        TbsCertificate fields,
        Optional<NameConstraints> nameConstraints,
        PolicyExtensions policies,
        @Nullable PublicKey signer) {

    static PathCertificate read(X509Certificate certificate) throws UnreadableException {
        TbsCertificate fields = TbsCertificate.read(certificate);
        fields.requireClearUsage();
        return of(certificate, fields);
    }

    /** The same of fields that were read as a caller's. */
    static PathCertificate of(X509Certificate certificate, TbsCertificate fields) throws UnreadableException {
        Optional<Der> constraints = fields.extension(NameConstraints.EXTENSION);
        return new PathCertificate(
                certificate,
                certificate.getSubjectX500Principal(),
                certificate.getIssuerX500Principal(),
                fields,
                constraints.isPresent() ? Optional.of(NameConstraints.read(constraints.get())) : Optional.empty(),
                PolicyExtensions.read(fields),
                null);
    }

    /** The same, since this key signed it. */
    PathCertificate signedBy(PublicKey key) {
        return new PathCertificate(certificate, subject, issuer, fields, nameConstraints, policies, key);
    }

    /** Whether this key is known to have signed it; if not, that is to be computed. */
    boolean isKnownToBeSignedBy(PublicKey key) {
        return signer != null && signer.equals(key);
    }

    /** Everything else is read of it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PathCertificate that && certificate.equals(that.certificate);
    }

    @Override
    public int hashCode() {
        return certificate.hashCode();
    }

    boolean selfIssued() {
        return subject.equals(issuer);
    }

    /** The serial number in hexadecimal digits. */
    String number() {
        return HexFormat.of().formatHex(fields.serialNumber().content());
    }

    String label() {
        return Presented.label(certificate);
    }

    /** The certificates themselves, the caller's first. */
    static List<X509Certificate> leafFirst(List<PathCertificate> path) {
        X509Certificate[] certificates = new X509Certificate[path.size()];
        for (int i = 0; i < certificates.length; i++) {
            certificates[i] = path.get(certificates.length - 1 - i).certificate();
        }
        return List.of(certificates);
    }
}
