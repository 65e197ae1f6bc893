// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/**
 * A set of reasons for which certificates are revoked, a bit for each.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13">RFC 5280, section 4.2.1.13</a>
 */
final class ReasonFlags {

    /** From keyCompromise to aACompromise; the first bit of the standard is not used. */
    static final int ALL = 0b1_1111_1110;

    private static final int MOST_BYTES = 3;

    private ReasonFlags() {}

    /** Reads the content of a bit string, whatever its tag. */
    static int read(Der bitString) throws UnreadableException {
        byte[] content = bitString.content();
        if (content.length < 2 || content.length > MOST_BYTES || content[0] < 0 || content[0] > 7) {
            throw new UnreadableException("its reasons are malformed");
        }
        int flags = 0;
        for (int bit = 0; bit < (content.length - 1) * 8 - content[0]; bit++) {
            if ((content[1 + bit / 8] & (0x80 >> (bit % 8))) != 0) {
                flags |= 1 << bit;
            }
        }
        return flags & ALL;
    }
}
