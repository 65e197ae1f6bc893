// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One element of DER: a tag and its content.
 *
 * <p>Strict: tags of one byte, definite lengths in their shortest form, nothing after the last element. Nested elements
 * are read when asked for, so that no depth of nesting exhausts the stack.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690, section 10</a>
 */
final class Der {

    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int ENUMERATED = 0x0A;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private final byte[] bytes;
    private final int start;
    private final int contentStart;
    private final int end;

    private Der(byte[] bytes, int start, int contentStart, int end) {
        this.bytes = bytes;
        this.start = start;
        this.contentStart = contentStart;
        this.end = end;
    }

    /** Reads exactly one element. */
    static Der read(byte[] bytes) throws UnreadableException {
        Der element = readAt(bytes, 0, bytes.length);
        if (element.end != bytes.length) {
            throw new UnreadableException("something follows the end of its DER");
        }
        return element;
    }

    int tag() {
        return bytes[start] & 0xFF;
    }

    byte[] content() {
        return Arrays.copyOfRange(bytes, contentStart, end);
    }

    byte[] encoded() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** The elements within this one, which must have this tag. */
    List<Der> children(int expectedTag) throws UnreadableException {
        expect(expectedTag);
        List<Der> children = new ArrayList<>();
        for (int at = contentStart; at < end; at = children.get(children.size() - 1).end) {
            children.add(readAt(bytes, at, end));
        }
        return children;
    }

    /** The one element within this one, which must have this tag. */
    Der only(int expectedTag) throws UnreadableException {
        List<Der> children = children(expectedTag);
        if (children.size() != 1) {
            throw new UnreadableException("a field of it holds more or less than one thing");
        }
        return children.get(0);
    }

    Der expect(int expectedTag) throws UnreadableException {
        if (tag() != expectedTag) {
            throw new UnreadableException(
                    "its DER has the tag " + HexFormat.of().toHexDigits((byte) tag()) + " where "
                            + HexFormat.of().toHexDigits((byte) expectedTag) + " belongs");
        }
        return this;
    }

    /** Whether a truth value is true. */
    boolean isTrue() throws UnreadableException {
        expect(BOOLEAN);
        return truth();
    }

    /** Whether the content, whatever its tag, is that of a truth value which is true. */
    boolean truth() throws UnreadableException {
        int value = end - contentStart == 1 ? bytes[contentStart] : 1;
        if (value != 0 && value != -1) {
            throw new UnreadableException("a truth value in it is malformed");
        }
        return value != 0;
    }

    /** The content, whatever its tag, of a whole number that is not below zero, in its shortest form. */
    byte[] natural() throws UnreadableException {
        byte[] content = content();
        boolean padded = content.length > 1 && content[0] == 0 && content[1] >= 0;
        if (content.length == 0 || content[0] < 0 || padded) {
            throw new UnreadableException("a number in it is malformed or below zero");
        }
        return content;
    }

    /** Demands a string of bits, and zeros only behind the last of them. */
    void requireBits() throws UnreadableException {
        byte[] content = expect(BIT_STRING).content();
        int unused = content.length == 0 ? -1 : content[0];
        boolean possible = unused >= 0 && unused < 8 && (content.length > 1 || unused == 0);
        if (!possible || (content[content.length - 1] & ((1 << unused) - 1)) != 0) {
            throw new UnreadableException("a string of bits in it is malformed");
        }
    }

    /** The dotted text of an object identifier. */
    String objectIdentifier() throws UnreadableException {
        expect(OBJECT_IDENTIFIER);
        StringBuilder text = new StringBuilder();
        long arc = 0;
        for (int at = contentStart; at < end; at++) {
            int next = bytes[at] & 0xFF;
            if ((arc == 0 && next == 0x80) || arc > (Long.MAX_VALUE >> 8)) {
                throw new UnreadableException("an object identifier in it is malformed");
            }
            arc = (arc << 7) | (next & 0x7F);
            if (next < 0x80) {
                if (text.isEmpty()) {
                    long first = Math.min(arc / 40, 2);
                    text.append(first).append('.').append(arc - first * 40);
                } else {
                    text.append('.').append(arc);
                }
                arc = 0;
            }
        }
        if (text.isEmpty() || (bytes[end - 1] & 0x80) != 0) {
            throw new UnreadableException("an object identifier in it is malformed");
        }
        return text.toString();
    }

    private static Der readAt(byte[] bytes, int at, int limit) throws UnreadableException {
        if (limit - at < 2) {
            throw new UnreadableException("its DER is truncated");
        }
        if ((bytes[at] & 0x1F) == 0x1F) {
            throw new UnreadableException("its DER has a tag of several bytes");
        }
        int first = bytes[at + 1] & 0xFF;
        int extra = first < 0x80 ? 0 : first & 0x7F;
        int contentStart = at + 2 + extra;
        if (first == 0x80 || extra > 3 || contentStart > limit) {
            throw new UnreadableException("its DER has a malformed length");
        }
        int length = first < 0x80 ? first : 0;
        for (int i = at + 2; i < contentStart; i++) {
            length = (length << 8) | (bytes[i] & 0xFF);
        }
        boolean shortest = extra == 0 || (length >= 0x80 && length >>> (8 * (extra - 1)) != 0);
        if (!shortest || length > limit - contentStart) {
            throw new UnreadableException("its DER has a malformed length");
        }
        return new Der(bytes, at, contentStart, contentStart + length);
    }
}
