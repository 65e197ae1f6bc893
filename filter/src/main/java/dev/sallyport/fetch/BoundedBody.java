// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.io.IOException;
import java.io.InputStream;

/** A content that throws once it has more bytes than it may have. */
final class BoundedBody extends InputStream {

    private final InputStream in;
    private final long most;
    private long left;

    BoundedBody(InputStream in, long most) {
        this.in = in;
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws FetchException {
        left -= read;
        if (left < 0) {
            throw new FetchException("the answer has more than " + most + " bytes");
        }
    }
}
