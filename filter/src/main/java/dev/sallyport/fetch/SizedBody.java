// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A content of exactly so many bytes. */
final class SizedBody extends InputStream {

    private final InputStream in;
    private long left;

    SizedBody(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (isAtEnd() || length == 0) {
            return isAtEnd() ? -1 : 0;
        }
        int read = in.read(into, from, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the answer ends " + left + " bytes early");
        }
        left -= read;
        return read;
    }

    boolean isAtEnd() {
        return left == 0;
    }
}
