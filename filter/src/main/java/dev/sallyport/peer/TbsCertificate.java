// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a certificate as its DER says them; what is signed twice must be the same twice, and no extension may
 * stand twice.
 *
 * @param version 1, 2 or 3
 * @param serialNumber the number
 * @param issuer the issuer's name
 * @param subject the subject's name
 * @param extensions each by its object identifier
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, section 4.1</a>
 */
record TbsCertificate(int version, Der serialNumber, Der issuer, Der subject, Map<String, Extension> extensions) {

    private static final String KEY_USAGE = "2.5.29.15";
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;
    private static final int AFTER_KEY = 6;
    private static final int[] UNIQUE_IDENTIFIERS = {0x81, 0x82};
    private static final int LONGEST_SERIAL_NUMBER = 20;

    /** Key usage, alternative names, basic and name constraints, policies and how they bind, extended key usage. */
    private static final Set<String> UNDERSTOOD = Set.of(
            "2.5.29.15",
            "2.5.29.17",
            "2.5.29.19",
            "2.5.29.30",
            "2.5.29.32",
            "2.5.29.33",
            "2.5.29.36",
            "2.5.29.37",
            "2.5.29.54");

    /**
     * One extension.
     *
     * @param critical whether who does not understand it must refuse the certificate
     * @param value the octets of its DER
     */
    record Extension(boolean critical, Der value) {}

    TbsCertificate {
        extensions = Map.copyOf(extensions);
    }

    static TbsCertificate read(X509Certificate certificate) throws UnreadableException {
        try {
            return read(Der.read(certificate.getEncoded()).children(Der.SEQUENCE));
        } catch (CertificateEncodingException | IndexOutOfBoundsException e) {
            throw new UnreadableException("it cannot be read", e);
        }
    }

    private static TbsCertificate read(List<Der> whole) throws UnreadableException {
        List<Der> fields = whole.get(0).children(Der.SEQUENCE);
        int first = fields.get(0).tag() == VERSION ? 1 : 0;
        int version = first == 0 ? 1 : version(fields.get(0));
        int rest = first + AFTER_KEY;
        for (int identifier : UNIQUE_IDENTIFIERS) {
            rest += rest < fields.size() && fields.get(rest).tag() == identifier ? 1 : 0;
        }
        boolean extended = rest < fields.size() && fields.get(rest).tag() == EXTENSIONS;
        if (rest + (extended ? 1 : 0) != fields.size()) {
            throw new UnreadableException("something in it stands where nothing belongs");
        }
        if (extended && version != 3) {
            throw new UnreadableException("it has extensions, but is of X.509 version " + version);
        }
        if (whole.size() != 3
                || !Arrays.equals(fields.get(first + 1).encoded(), whole.get(1).encoded())) {
            throw new UnreadableException("the algorithm of its signature is told in two ways");
        }
        requireTimes(fields.get(first + 3));
        return new TbsCertificate(
                version,
                fields.get(first).expect(Der.INTEGER),
                fields.get(first + 2),
                fields.get(first + 4),
                extended ? extensions(fields.get(rest)) : Map.of());
    }

    private static int version(Der field) throws UnreadableException {
        List<Der> numbers = field.children(VERSION);
        byte[] number = numbers.get(0).expect(Der.INTEGER).content();
        if (numbers.size() != 1 || number.length != 1 || number[0] < 1 || number[0] > 2) {
            throw new UnreadableException("it is of an unknown X.509 version");
        }
        return number[0] + 1;
    }

    /** The JDK would read times in other forms too. */
    private static void requireTimes(Der validity) throws UnreadableException {
        List<Der> times = validity.children(Der.SEQUENCE);
        if (times.size() != 2) {
            throw new UnreadableException("its validity has not two times");
        }
        DerTime.read(times.get(0));
        DerTime.read(times.get(1));
    }

    private static Map<String, Extension> extensions(Der field) throws UnreadableException {
        Map<String, Extension> extensions = new HashMap<>();
        for (Der extension : field.only(EXTENSIONS).children(Der.SEQUENCE)) {
            List<Der> parts = extension.children(Der.SEQUENCE);
            String type = parts.get(0).objectIdentifier();
            Der value = parts.get(parts.size() - 1).expect(Der.OCTET_STRING);
            boolean critical = parts.size() == 3 && parts.get(1).isTrue();
            if (parts.size() > 3 || extensions.put(type, new Extension(critical, value)) != null) {
                throw new UnreadableException("its extension " + type + " stands twice or is malformed");
            }
        }
        if (extensions.isEmpty()) {
            throw new UnreadableException("its extensions are none");
        }
        return extensions;
    }

    /** The DER of an extension, if it is there. */
    Optional<Der> extension(String type) throws UnreadableException {
        Extension extension = extensions.get(type);
        return extension == null
                ? Optional.empty()
                : Optional.of(Der.read(extension.value().content()));
    }

    /** Demands that nothing critical is unknown. */
    void requireUnderstood() throws UnreadableException {
        for (Map.Entry<String, Extension> extension : extensions.entrySet()) {
            if (extension.getValue().critical() && !UNDERSTOOD.contains(extension.getKey())) {
                throw new UnreadableException("its critical extension " + extension.getKey() + " is unknown");
            }
        }
        Extension policies = extensions.get(PolicyExtensions.POLICIES);
        if (policies != null && policies.critical()) {
            PolicyExtensions.requireKnownQualifiers(this);
        }
    }

    /** Demands that there is one way to read whether it is a CA's and what its key is for. */
    void requireClearUsage() throws UnreadableException {
        BasicConstraints.requireWellFormed(this);
        Optional<Der> keyUsage = extension(KEY_USAGE);
        if (keyUsage.isPresent()) {
            keyUsage.get().requireBits();
        }
    }

    /** Demands a serial number above zero of at most 20 bytes, none of which is needless. */
    void requireSerialNumber() throws UnreadableException {
        byte[] number = serialNumber.content();
        boolean zero = number.length == 0 || (number.length == 1 && number[0] == 0);
        boolean padded = number.length > 1 && number[0] == 0 && number[1] >= 0;
        if (zero || padded || number[0] < 0 || number.length > LONGEST_SERIAL_NUMBER) {
            throw new UnreadableException("its serial number is zero, negative, padded or longer than 20 bytes");
        }
    }

    /** Demands a certificate of today, as all below an anchor are. */
    void requireVersion3() throws UnreadableException {
        if (version != 3) {
            throw new UnreadableException("it is of X.509 version " + version + " and not 3");
        }
    }
}
