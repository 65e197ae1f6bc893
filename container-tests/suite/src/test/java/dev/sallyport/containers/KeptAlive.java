// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection that stays, for one request after another. */
final class KeptAlive implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final SSLSocket socket;

    KeptAlive(Running container, SSLContext client) throws IOException {
        socket =
                (SSLSocket) client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), container.https());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.startHandshake();
    }

    /** What the server showed when the connection began. */
    Certificate shown() throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    /** Sends the first part of a request. */
    void begin(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    }

    /** Sends the rest of it: the status and the body of the answer. */
    String end() throws IOException {
        send("\r\n");
        String status = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        byte[] body = socket.getInputStream().readNBytes(length);
        return status.split(" ", -1)[1] + ' ' + new String(body, StandardCharsets.ISO_8859_1);
    }

    String get(String target) throws IOException {
        begin(target);
        return end();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = socket.getInputStream().read();
                read != '\n';
                read = socket.getInputStream().read()) {
            if (read < 0) {
                throw new IOException("the connection ended after '" + line + "'");
            }
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }
}
