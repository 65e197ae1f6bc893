// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Elements of DER out of a stream, for what is too large to be held. As strict as {@link Der}; a length is not believed
 * but held against what may still follow.
 */
final class DerStream {

    private static final int WINDOW = 64 * 1024;
    private static final int LONGEST_LENGTH = 4;

    private final InputStream in;

    /**
     * The beginning of an element.
     *
     * @param tag its tag
     * @param length how much content follows
     */
    record Element(int tag, long length) {

        /** Its tag and length as they stand there, for there is only one way to write them. */
        byte[] header() {
            int extra = length < 0x80 ? 0 : (Long.SIZE + 7 - Long.numberOfLeadingZeros(length)) / 8;
            byte[] header = new byte[2 + extra];
            header[0] = (byte) tag;
            header[1] = (byte) (extra == 0 ? length : 0x80 | extra);
            for (int i = 0; i < extra; i++) {
                header[2 + i] = (byte) (length >>> (8 * (extra - 1 - i)));
            }
            return header;
        }

        /** How long it is as a whole. */
        long size() {
            return header().length + length;
        }

        Element expect(int expectedTag) throws UnreadableException {
            if (tag != expectedTag) {
                throw new UnreadableException("its DER has the tag " + tag + " where " + expectedTag + " belongs");
            }
            return this;
        }
    }

    DerStream(InputStream in) {
        this.in = new BufferedInputStream(in, WINDOW);
    }

    /** Reads the beginning of the next element, which may have so many bytes at most. */
    Element next(long most) throws IOException, UnreadableException {
        int tag = read();
        if ((tag & 0x1F) == 0x1F) {
            throw new UnreadableException("its DER has a tag of several bytes");
        }
        int first = read();
        int extra = first < 0x80 ? 0 : first & 0x7F;
        if (first == 0x80 || extra > LONGEST_LENGTH) {
            throw new UnreadableException("its DER has a malformed length");
        }
        long length = extra == 0 ? first : 0;
        for (int i = 0; i < extra; i++) {
            length = (length << 8) | read();
        }
        boolean shortest = extra == 0 || (length >= 0x80 && length >>> (8 * (extra - 1)) != 0);
        if (!shortest || 2 + extra + length > most) {
            throw new UnreadableException("its DER has a malformed length, or one of more than is left");
        }
        return new Element(tag, length);
    }

    /** The whole element, which was begun and may have so much content at most. */
    Der whole(Element begun, int most) throws IOException, UnreadableException {
        if (begun.length() > most) {
            throw new UnreadableException("a part of it has " + begun.length() + " bytes, more than " + most);
        }
        byte[] header = begun.header();
        int length = (int) begun.length();
        byte[] bytes = Arrays.copyOf(header, header.length + length);
        if (in.readNBytes(bytes, header.length, length) < length) {
            throw new UnreadableException("its DER is truncated");
        }
        return Der.read(bytes);
    }

    /** Demands that nothing follows. */
    void requireEnd() throws IOException, UnreadableException {
        if (in.read() >= 0) {
            throw new UnreadableException("something follows the end of its DER");
        }
    }

    private int read() throws IOException, UnreadableException {
        int next = in.read();
        if (next < 0) {
            throw new UnreadableException("its DER is truncated");
        }
        return next;
    }
}
