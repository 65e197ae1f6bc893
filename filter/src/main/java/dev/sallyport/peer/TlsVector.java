// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.nio.ByteBuffer;

/**
 * Bytes as TLS writes them, read from the front; nothing is read beyond their end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-3">RFC 8446, section 3</a>
 */
final class TlsVector {

    private final ByteBuffer bytes;

    TlsVector(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int uint8() throws UnreadableException {
        return require(1).get() & 0xFF;
    }

    /** A number of 64 bits; beyond 63 it is negative. */
    long uint64() throws UnreadableException {
        return require(Long.BYTES).getLong();
    }

    byte[] opaque(int length) throws UnreadableException {
        byte[] next = new byte[length];
        require(length).get(next);
        return next;
    }

    /** What follows its own length in two bytes. */
    byte[] vector() throws UnreadableException {
        return opaque(require(Short.BYTES).getShort() & 0xFFFF);
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    private ByteBuffer require(int length) throws UnreadableException {
        if (bytes.remaining() < length) {
            throw new UnreadableException("its SCTs are truncated");
        }
        return bytes;
    }
}
