// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.Arrays;

/**
 * Bytes out of Base64, a character at a time, in the one spelling that they have: padded, without a bit too many.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-4">RFC 4648, section 4</a>
 */
final class Base64Builder {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = values();
    private static final int BITS = 6;
    private static final int GROUP = 4;

    private final byte[] bytes;
    private int size;
    private int group;
    private int characters;
    private int padding;

    /** For a text of at most as many characters. */
    Base64Builder(int mostCharacters) {
        this.bytes = new byte[mostCharacters / GROUP * 3 + 3];
    }

    /** The bytes of a text that is Base64 and nothing else, or what to throw. */
    static byte[] decode(String header, String text) throws ForwardedException {
        Base64Builder builder = new Base64Builder(text.length());
        for (int i = 0; i < text.length(); i++) {
            builder.add(header, text.charAt(i));
        }
        return builder.build(header);
    }

    void add(String header, int c) throws ForwardedException {
        if (c == '=') {
            padding++;
            return;
        }
        int value = c < VALUES.length ? VALUES[c] : -1;
        if (value < 0 || padding > 0) {
            throw malformed(header);
        }
        group = group << BITS | value;
        if (++characters % GROUP == 0) {
            bytes[size++] = (byte) (group >> 16);
            bytes[size++] = (byte) (group >> 8);
            bytes[size++] = (byte) group;
            group = 0;
        }
    }

    byte[] build(String header) throws ForwardedException {
        int left = characters % GROUP;
        boolean padded = left == 0 ? padding == 0 : padding == GROUP - left;
        int spare = left == 2 ? 4 : left == 3 ? 2 : 0;
        if (left == 1 || !padded || (group & (1 << spare) - 1) != 0) {
            throw malformed(header);
        }
        int rest = group >> spare;
        if (left == 3) {
            bytes[size++] = (byte) (rest >> 8);
        }
        if (left > 0) {
            bytes[size++] = (byte) rest;
        }
        return Arrays.copyOf(bytes, size);
    }

    private static ForwardedException malformed(String header) {
        return ForwardedException.malformed(header, "it is no base64, or not padded");
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }
}
