// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A socket that is read until a deadline and no longer, however often and however little comes before; also by TLS on top
 * of it. It goes by no proxy.
 */
final class DeadlineSocket extends Socket {

    private final Deadline deadline;
    private final AtomicLong received = new AtomicLong();

    DeadlineSocket(Deadline deadline) {
        super(Proxy.NO_PROXY);
        this.deadline = deadline;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {

            @Override
            public int read() throws IOException {
                allow();
                int next = super.read();
                received.addAndGet(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                allow();
                int read = super.read(into, from, length);
                received.addAndGet(Math.max(0, read));
                return read;
            }
        };
    }

    /** How many bytes have come, those of TLS included. */
    long received() {
        return received.get();
    }

    private void allow() throws IOException {
        int left = deadline.leftMillis();
        if (left == 0) {
            throw new SocketTimeoutException("the time is up");
        }
        setSoTimeout(left);
    }
}
