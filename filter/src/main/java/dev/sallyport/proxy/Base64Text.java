// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes out of Base64, in the one spelling that they have: padded, without a bit too many.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-4">RFC 4648, section 4</a>
 */
final class Base64Text {

    private static final int GROUP = 4;
    private static final int BYTES_OF_GROUP = 3;

    private Base64Text() {}

    static byte[] decode(String header, String text) throws ForwardedException {
        return decode(header, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Decodes a text of characters that take one byte each. */
    static byte[] decode(String header, byte[] text) throws ForwardedException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (text.length % GROUP == 0 && endsAlike(text, bytes)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw ForwardedException.malformed(header, "it is no base64, or not padded");
    }

    /** The decoder forgives bits that mean nothing; they would be in the last group. */
    private static boolean endsAlike(byte[] text, byte[] bytes) {
        int last = (bytes.length - 1) / BYTES_OF_GROUP * BYTES_OF_GROUP;
        byte[] group = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, Math.max(0, last), bytes.length));
        return Arrays.equals(group, Arrays.copyOfRange(text, Math.max(0, text.length - GROUP), text.length));
    }
}
