// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate was made for a client.
 *
 * <p>A caller's certificate is no CA's and may not sign certificates or CRLs; if it has a key usage, that includes
 * {@code digitalSignature}, with which a client proves in the handshake that the key is his. The CAs above it limit what
 * they issue: if one has an extended key usage, it must allow clients too.
 *
 * @param policy which extended key usage is enough
 * @param purpose the extended key usage of a client, {@code clientAuth} if nobody chose another
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3">RFC 5280, sections 4.2.1.3, 4.2.1.9 and
 *     4.2.1.12</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.4">RFC 8446, section 4.4.2</a>
 */
record ClientUsage(UsagePolicy policy, String purpose) {

    static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String UNREADABLE = "its key usage cannot be read";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    /** Why the caller's own certificate is none for clients. */
    Optional<Refusal> refuse(X509Certificate leaf, TbsCertificate fields) {
        boolean limited = fields.extensions().containsKey(KEY_USAGE);
        boolean[] keyUsage = limited ? leaf.getKeyUsage() : null;
        boolean ca = fields.extensions().containsKey(BasicConstraints.EXTENSION) && leaf.getBasicConstraints() >= 0;
        if (limited && keyUsage == null) {
            return refusal(leaf, UNREADABLE);
        }
        if (keyUsage != null && contradicts(keyUsage, ca)) {
            return refusal(leaf, "its key usage allows nothing, or what only a CA may");
        }
        return policy == UsagePolicy.INSECURE_IGNORED ? Optional.empty() : refuse(leaf, fields, keyUsage, ca);
    }

    private static boolean contradicts(boolean[] keyUsage, boolean ca) {
        boolean nothing = true;
        for (boolean allowed : keyUsage) {
            nothing &= !allowed;
        }
        return nothing || (keyUsage[KEY_CERT_SIGN] && !ca);
    }

    private Optional<Refusal> refuse(
            X509Certificate leaf, TbsCertificate fields, boolean @Nullable [] keyUsage, boolean ca) {
        if (ca) {
            return refusal(leaf, "it is a CA's");
        }
        if (keyUsage != null && keyUsage[CRL_SIGN]) {
            return refusal(leaf, "its key usage is a CA's");
        }
        if (keyUsage != null && !keyUsage[DIGITAL_SIGNATURE] && purpose.equals(CLIENT_AUTH)) {
            return refusal(leaf, "its key usage lacks digitalSignature");
        }
        List<String> extended = extendedKeyUsage(leaf, fields);
        if (extended == null) {
            return policy == UsagePolicy.REQUIRED ? refusal(leaf, "it has no extended key usage") : Optional.empty();
        }
        boolean accepted = extended.contains(purpose)
                || (policy == UsagePolicy.ANY_ACCEPTED && extended.contains(ANY))
                || (policy == UsagePolicy.INSECURE_ACCEPT_SERVER_USAGE && extended.contains(SERVER_AUTH));
        return accepted ? Optional.empty() : refusal(leaf, "its extended key usage lacks " + named() + ": " + extended);
    }

    /** Why a CA of the path may not have issued a certificate for clients. */
    Optional<Refusal> refuseIssuer(X509Certificate issuer, TbsCertificate fields) {
        if (fields.extensions().containsKey(KEY_USAGE) && issuer.getKeyUsage() == null) {
            return refusal(issuer, UNREADABLE);
        }
        List<String> extended = extendedKeyUsage(issuer, fields);
        boolean accepted = extended == null
                || policy == UsagePolicy.INSECURE_IGNORED
                || extended.contains(purpose)
                || extended.contains(ANY)
                || (policy == UsagePolicy.INSECURE_ACCEPT_SERVER_USAGE && extended.contains(SERVER_AUTH));
        return accepted
                ? Optional.empty()
                : refusal(issuer, "this CA's extended key usage lacks " + named() + ": " + extended);
    }

    /** Whether an extended key usage of the certificate is this very one. */
    static boolean names(PathCertificate certificate, String usage) {
        List<String> extended = extendedKeyUsage(certificate.certificate(), certificate.fields());
        return extended != null && extended.contains(usage);
    }

    private String named() {
        return switch (purpose) {
            case CLIENT_AUTH -> "clientAuth";
            case SERVER_AUTH -> "serverAuth";
            default -> purpose;
        };
    }

    /** What it allows, or null if it says nothing; what the JDK cannot read, and then takes for absent, allows nothing. */
    private static @Nullable List<String> extendedKeyUsage(X509Certificate certificate, TbsCertificate fields) {
        if (!fields.extensions().containsKey(EXTENDED_KEY_USAGE)) {
            return null;
        }
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            return extended == null ? List.of() : extended;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static Optional<Refusal> refusal(X509Certificate certificate, String reason) {
        return Optional.of(new Refusal.WrongUsage(Presented.label(certificate), reason));
    }
}
