// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;

/** What a file is, as its content tells. */
enum FileForm {
    /** Text with blocks (RFC 7468), or something unknown that must be refused as such. */
    PEM,
    /** A key store as RFC 7292 has it. */
    PKCS12,
    /** The JDK's old key store. */
    JKS,
    /** One certificate as DER. */
    CERTIFICATE;

    private static final int LARGEST = 4 * 1024 * 1024;

    /** The form of a file that is neither empty nor larger than a person makes one. */
    static FileForm of(byte[] content) throws IOException {
        if (content.length == 0) {
            throw new IOException("the file is empty");
        }
        if (content.length > LARGEST) {
            throw new IOException("the file has " + content.length + " bytes, more than " + LARGEST);
        }
        if (startsWith(content, 0xFE, 0xED, 0xFE, 0xED)) {
            return JKS;
        }
        if (startsWith(content, 0xCE, 0xCE, 0xCE, 0xCE)) {
            throw new IOException("the file is a JCEKS store (expected: PEM, PKCS12 or JKS)");
        }
        if (startsWith(content, 0x30)) {
            return startsWithSequences(content) ? CERTIFICATE : PKCS12;
        }
        return PEM;
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
