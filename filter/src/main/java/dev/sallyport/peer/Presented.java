// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.AlternativeName;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The caller's own certificate, read strictly: the names from its bytes and not from what a parser makes of them.
 *
 * @param certificate the certificate, parsed anew from its bytes
 * @param subject its subject
 * @param issuer its issuer
 * @param alternativeNames its alternative names, in order
 */
record Presented(
        X509Certificate certificate,
        DistinguishedName subject,
        DistinguishedName issuer,
        List<AlternativeName> alternativeNames) {

    private static final int LARGEST = 64 * 1024;
    private static final int EXTENSIONS = 0xA3;
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";

    /** Key usage, alternative names, basic constraints, name constraints, policies, extended key usage. */
    private static final Set<String> UNDERSTOOD =
            Set.of("2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.32", "2.5.29.37");

    Presented {
        alternativeNames = List.copyOf(alternativeNames);
    }

    /** Parses a certificate of whatever class anew, if it has a bearable size. */
    static X509Certificate parse(X509Certificate certificate) throws UnreadableException {
        try {
            byte[] encoded = certificate.getEncoded();
            if (encoded == null || encoded.length > LARGEST) {
                throw new UnreadableException("it has no bytes, or more than " + LARGEST);
            }
            if (Pkix.factory().generateCertificate(new ByteArrayInputStream(encoded)) instanceof X509Certificate parsed
                    && Arrays.equals(parsed.getEncoded(), encoded)) {
                return parsed;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnreadableException("it cannot be parsed", e);
        }
        throw new UnreadableException("it is followed by something else");
    }

    /** Reads the names of a certificate that {@link #parse} made. */
    static Presented read(X509Certificate certificate) throws UnreadableException {
        try {
            return read(certificate, Der.read(certificate.getEncoded()));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnreadableException("it cannot be read", e);
        }
    }

    private static Presented read(X509Certificate certificate, Der whole)
            throws UnreadableException, CertificateParsingException {
        if (certificate.getVersion() != 3) {
            throw new UnreadableException("it is of X.509 version " + certificate.getVersion() + " and not 3");
        }
        List<Der> fields = whole.children(Der.SEQUENCE).get(0).children(Der.SEQUENCE); // the version is the first one
        DistinguishedName issuer = DistinguishedName.read(fields.get(3));
        if (issuer.rdns().isEmpty()) {
            throw new UnreadableException("it names no issuer");
        }
        Map<String, byte[]> extensions = extensions(fields);
        byte[] constraints = extensions.get(BASIC_CONSTRAINTS);
        if (constraints != null
                && certificate.getBasicConstraints() < 0
                && Der.read(constraints).children(Der.SEQUENCE).size() > 1) {
            throw new UnreadableException("its basic constraints are malformed");
        }
        Optional<byte[]> names = Optional.ofNullable(extensions.get(SUBJECT_ALTERNATIVE_NAME));
        List<AlternativeName> alternativeNames = names.isPresent() ? AlternativeNames.read(names.get()) : List.of();
        if (names.isPresent() && certificate.getSubjectAlternativeNames() == null) {
            throw new UnreadableException("the JDK cannot read its alternative names and would not constrain them");
        }
        return new Presented(certificate, DistinguishedName.read(fields.get(5)), issuer, alternativeNames);
    }

    private static Map<String, byte[]> extensions(List<Der> fields) throws UnreadableException {
        Map<String, byte[]> extensions = new HashMap<>();
        Der last = fields.get(fields.size() - 1);
        if (last.tag() != EXTENSIONS) {
            return extensions;
        }
        for (Der extension : last.children(EXTENSIONS).get(0).children(Der.SEQUENCE)) {
            List<Der> parts = extension.children(Der.SEQUENCE);
            String type = parts.get(0).objectIdentifier();
            byte[] value = parts.get(parts.size() - 1).expect(Der.OCTET_STRING).content();
            if (extensions.put(type, value) != null) {
                throw new UnreadableException("its extension " + type + " stands twice");
            }
            boolean critical =
                    parts.size() == 3 && parts.get(1).expect(Der.BOOLEAN).content()[0] != 0;
            if (critical && !UNDERSTOOD.contains(type)) {
                throw new UnreadableException("its critical extension " + type + " is unknown");
            }
        }
        return extensions;
    }

    /** What to call it before it is known: the subject, or else the first alternative name. */
    String label() {
        if (!subject.rdns().isEmpty()) {
            return label(certificate);
        }
        return alternativeNames.isEmpty()
                ? label(certificate)
                : alternativeNames.get(0).value();
    }

    /** What to call a certificate whose names nobody has read: its subject. */
    static String label(X509Certificate certificate) {
        try {
            String subject = certificate.getSubjectX500Principal().getName();
            return subject.isEmpty() ? "(no subject)" : subject;
        } catch (RuntimeException e) {
            return "(unreadable subject)";
        }
    }
}
