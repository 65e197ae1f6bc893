// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log has seen of a certificate before it was issued: the hash of its issuer's key and all of its fields but the
 * extension that holds the SCTs.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.2">RFC 6962, section 3.2</a>
 */
final class LogEntry {

    private static final int PRECERTIFICATE = 1;
    private static final int EXTENSIONS = 0xA3;

    private LogEntry() {}

    /** The entry of a certificate that bears SCTs. */
    static byte[] of(X509Certificate certificate, X509Certificate issuer) throws UnreadableException {
        try {
            byte[] fields = without(Sct.EXTENSION, certificate.getTBSCertificate());
            return of(SubjectKey.sha256(issuer), fields);
        } catch (CertificateEncodingException e) {
            throw new UnreadableException("it has no bytes", e);
        }
    }

    static byte[] of(byte[] issuerKeyHash, byte[] fields) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.write(0);
        entry.write(PRECERTIFICATE);
        entry.writeBytes(issuerKeyHash);
        entry.write(fields.length >> 16);
        entry.write(fields.length >> 8);
        entry.write(fields.length);
        entry.writeBytes(fields);
        return entry.toByteArray();
    }

    /** The fields of a certificate without one extension, every other byte as it was. */
    static byte[] without(String type, byte[] fields) throws UnreadableException {
        List<Der> all = Der.read(fields).children(Der.SEQUENCE);
        Der last = all.get(all.size() - 1).expect(EXTENSIONS);
        List<byte[]> extensions = new ArrayList<>();
        for (Der extension : last.children(EXTENSIONS).get(0).children(Der.SEQUENCE)) {
            if (!extension.children(Der.SEQUENCE).get(0).objectIdentifier().equals(type)) {
                extensions.add(extension.encoded());
            }
        }
        if (extensions.isEmpty()) {
            throw new UnreadableException("it has no other extension than SCTs");
        }
        List<byte[]> kept = new ArrayList<>();
        all.subList(0, all.size() - 1).forEach(field -> kept.add(field.encoded()));
        kept.add(element(EXTENSIONS, List.of(element(Der.SEQUENCE, extensions))));
        return element(Der.SEQUENCE, kept);
    }

    /** An element with its length in the shortest form, below 16 MiB. */
    static byte[] element(int tag, List<byte[]> parts) {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (length >= 0x80) {
            int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            element.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift > 0; shift -= 8) {
                element.write(length >> shift);
            }
        }
        element.write(length);
        parts.forEach(element::writeBytes);
        return element.toByteArray();
    }
}
