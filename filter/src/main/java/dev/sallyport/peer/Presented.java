// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.AlternativeName;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The caller's own certificate, read strictly: the names from its bytes and not from what a parser makes of them.
 *
 * @param certificate the certificate, of the JDK's own class
 * @param fields what its bytes say
 * @param subject its subject
 * @param issuer its issuer
 * @param alternativeNames its alternative names, in order
 */
record Presented(
        X509Certificate certificate,
        TbsCertificate fields,
        DistinguishedName subject,
        DistinguishedName issuer,
        List<AlternativeName> alternativeNames) {

    private static final int LARGEST = 64 * 1024;
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

    Presented {
        alternativeNames = List.copyOf(alternativeNames);
    }

    /** Parses a certificate of whatever class anew, if it has a bearable size. */
    static X509Certificate parse(X509Certificate certificate) throws UnreadableException {
        try {
            byte[] encoded = bytes(certificate);
            if (Pkix.factory().generateCertificate(new ByteArrayInputStream(encoded)) instanceof X509Certificate parsed
                    && Arrays.equals(parsed.getEncoded(), encoded)) {
                return parsed;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnreadableException("it cannot be parsed", e);
        }
        throw new UnreadableException("it is followed by something else");
    }

    /** The same certificates, those of whatever other class parsed anew into the JDK's own, which nobody can change. */
    static List<X509Certificate> own(List<X509Certificate> certificates) throws UnreadableException {
        List<X509Certificate> own = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            own.add(isOwn(certificate) ? certificate : parse(certificate));
        }
        return List.copyOf(own);
    }

    /** Whether all are of the JDK's own class already. */
    static boolean areOwn(X509Certificate[] certificates) {
        for (X509Certificate certificate : certificates) {
            if (!isOwn(certificate)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOwn(X509Certificate certificate) {
        return certificate.getClass().getModule() == Object.class.getModule();
    }

    /** Demands a bearable size of each. */
    static void requireBearable(List<X509Certificate> certificates) throws UnreadableException {
        for (X509Certificate certificate : certificates) {
            bytes(certificate);
        }
    }

    private static byte[] bytes(X509Certificate certificate) throws UnreadableException {
        try {
            byte[] encoded = certificate.getEncoded();
            if (encoded != null && encoded.length <= LARGEST) {
                return encoded;
            }
        } catch (CertificateEncodingException e) {
            throw new UnreadableException("it has no bytes", e);
        }
        throw new UnreadableException("it has no bytes, or more than " + LARGEST);
    }

    /** Reads the names of a certificate that {@link #own} gave. */
    static Presented read(X509Certificate certificate) throws UnreadableException {
        try {
            return read(certificate, TbsCertificate.read(certificate));
        } catch (CertificateParsingException | RuntimeException e) {
            throw new UnreadableException("it cannot be read", e);
        }
    }

    private static Presented read(X509Certificate certificate, TbsCertificate fields)
            throws UnreadableException, CertificateParsingException {
        fields.requireSerialNumber();
        fields.requireUnderstood();
        DistinguishedName issuer = DistinguishedName.read(fields.issuer());
        if (issuer.rdns().isEmpty()) {
            throw new UnreadableException("it names no issuer");
        }
        fields.requireClearUsage();
        Optional<Der> names = fields.extension(SUBJECT_ALTERNATIVE_NAME);
        List<AlternativeName> alternativeNames = names.isPresent() ? AlternativeNames.read(names.get()) : List.of();
        if (names.isPresent() && certificate.getSubjectAlternativeNames() == null) {
            throw new UnreadableException("the JDK cannot read its alternative names and would not constrain them");
        }
        return new Presented(certificate, fields, DistinguishedName.read(fields.subject()), issuer, alternativeNames);
    }

    /** What to call it before it is known: the subject, or else the first alternative name. */
    String label() {
        return subject.rdns().isEmpty() && !alternativeNames.isEmpty()
                ? alternativeNames.get(0).value()
                : label(subject.text());
    }

    /** What to call a certificate whose names nobody has read: its subject, as the JDK shows it where we cannot read it. */
    static String label(X509Certificate certificate) {
        try {
            return label(DistinguishedName.read(TbsCertificate.read(certificate).subject())
                    .text());
        } catch (UnreadableException | RuntimeException e) {
            return unreadable(certificate);
        }
    }

    private static String unreadable(X509Certificate certificate) {
        try {
            return label(certificate.getSubjectX500Principal().getName());
        } catch (RuntimeException e) {
            return "(unreadable subject)";
        }
    }

    private static String label(String subject) {
        return subject.isEmpty() ? "(no subject)" : subject;
    }
}
