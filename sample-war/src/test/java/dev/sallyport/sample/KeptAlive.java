// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection over TLS that stays open. */
record KeptAlive(SSLSocket socket, InputStream in) implements AutoCloseable {

    KeptAlive(int port, SSLContext context) throws IOException {
        this((SSLSocket) context.getSocketFactory().createSocket("localhost", port));
    }

    private KeptAlive(SSLSocket socket) throws IOException {
        this(socket, new BufferedInputStream(socket.getInputStream()));
    }

    /** The status of the answer, which is read to its end. */
    int status(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            length = lower.startsWith("content-length:")
                    ? Integer.parseInt(lower.substring(15).strip())
                    : length;
            chunked |= lower.startsWith("transfer-encoding: chunked");
        }
        in.readNBytes(length);
        while (chunked) {
            int chunk = Integer.parseInt(line(), 16);
            in.readNBytes(chunk + 2);
            chunked = chunk > 0;
        }
        return Integer.parseInt(status.split(" ", 3)[1]);
    }

    /** What the server has shown. */
    Certificate server() throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    /** What was shown to the server. */
    Certificate own() {
        return socket.getSession().getLocalCertificates()[0];
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection has ended");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
