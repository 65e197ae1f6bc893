// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.security.cert.X509Certificate;
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

    private static final int LARGEST = 4 * 1024 * 1024;

    private TrustSource() {}

    /**
     * Reads every certificate, each once, in the order of the file.
     *
     * @param content the whole file, of at most 4 MiB
     * @param password for a PKCS12 or JKS store; empty where there is none, and then the store's integrity is not checked
     * @throws IOException if a part of the file cannot be read, or it holds no certificate; its message is one sentence
     */
    public static List<X509Certificate> read(byte[] content, char[] password) throws IOException {
        if (content.length == 0) {
            throw new IOException("the file is empty");
        }
        if (content.length > LARGEST) {
            throw new IOException("the file has " + content.length + " bytes, more than " + LARGEST);
        }
        return readAs(content, password).stream().distinct().toList();
    }

    private static List<X509Certificate> readAs(byte[] content, char[] password) throws IOException {
        if (startsWith(content, 0xFE, 0xED, 0xFE, 0xED)) {
            return StoreFile.read("JKS", content, password);
        }
        if (startsWith(content, 0xCE, 0xCE, 0xCE, 0xCE)) {
            throw new IOException("the file is a JCEKS store (expected: PEM, PKCS12 or JKS)");
        }
        if (startsWith(content, 0x30)) {
            return startsWithSequences(content)
                    ? List.of(Certificates.parse(content))
                    : StoreFile.read("PKCS12", content, password);
        }
        return PemFile.read(content);
    }

    /** A certificate is a sequence in a sequence; a PKCS12 file is a sequence that begins with its version. */
    private static boolean startsWithSequences(byte[] content) {
        int length = content.length > 1 ? content[1] & 0xFF : 0;
        int header = length > 0x80 ? 2 + (length & 0x7F) : 2;
        return content.length > header && content[header] == 0x30;
    }

    private static boolean startsWith(byte[] content, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= content.length || (content[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
