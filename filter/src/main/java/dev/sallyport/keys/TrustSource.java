// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Certificates out of a PEM, PKCS12 or JKS file, or a single one as DER; the content tells which.
 *
 * <p>What a file holds besides certificates decides whether it is believed:
 *
 * <ul>
 *   <li>PEM: text before, between and after the blocks is skipped, as RFC 7468 allows. Every block must be a certificate;
 *       a private key, a {@code TRUSTED CERTIFICATE} or anything else is refused, for then it is likely the wrong file.
 *   <li>PKCS12 and JKS: the entries that the store marks as trusted are read. A key entry and its chain are skipped: a
 *       certificate that we show to others is not one that we believe. A file with nothing else is refused; among these
 *       are PKCS12 files that OpenSSL made without its option {@code -jdktrust}.
 * </ul>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468#section-5">RFC 7468, section 5</a>
 */
public final class TrustSource {

    private TrustSource() {}

    /**
     * Reads every certificate, each once, in the order of the file.
     *
     * @param content the whole file, of at most 4 MiB
     * @param password for a PKCS12 or JKS store; empty where there is none, and then the store's integrity is not checked
     * @throws IOException if a part of the file cannot be read, or it holds no certificate; its message is one sentence
     */
    public static List<X509Certificate> read(byte[] content, char[] password) throws IOException {
        List<X509Certificate> all = switch (FileForm.of(content)) {
            case PEM -> PemFile.read(content);
            case PKCS12 -> StoreFile.read("PKCS12", content, password);
            case JKS -> StoreFile.read("JKS", content, password);
            case CERTIFICATE -> List.of(Certificates.parse(content));
        };
        return all.stream().distinct().toList();
    }

    /** Whether one of these at least is within its dates; both ends belong to it. */
    public static boolean isAnyValid(Collection<X509Certificate> certificates, Instant now) {
        return certificates.stream()
                .anyMatch(
                        certificate -> !now.isBefore(certificate.getNotBefore().toInstant())
                                && !now.isAfter(certificate.getNotAfter().toInstant()));
    }
}
