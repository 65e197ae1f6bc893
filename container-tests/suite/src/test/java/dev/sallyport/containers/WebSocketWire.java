// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/** A WebSocket client that sends handshakes as they are written, and reads the frames of small messages (RFC 6455). */
final class WebSocketWire implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int MASKED = 0x80;

    private final Socket connection;
    private final InputStream in;
    private final List<String> head = new ArrayList<>();

    private WebSocketWire(Socket connection, String request) throws IOException {
        this.connection = connection;
        connection.setSoTimeout(TIMEOUT_MILLIS);
        connection.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
        in = new BufferedInputStream(connection.getInputStream());
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
        }
    }

    static WebSocketWire overTls(Running container, SSLContext client, String request) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), container.https());
        return new WebSocketWire(
                client.getSocketFactory().createSocket(plain, "localhost", container.https(), true), request);
    }

    static WebSocketWire plain(Running container, String request) throws IOException {
        return new WebSocketWire(new Socket(InetAddress.getLoopbackAddress(), container.http()), request);
    }

    /** A handshake with these further header lines, or others in place of the usual ones. */
    static String handshake(String target, String... upgrade) {
        String[] usual = {"Upgrade: websocket", "Connection: Upgrade"};
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + String.join("\r\n", upgrade.length == 0 ? usual : upgrade) + "\r\n\r\n";
    }

    int status() {
        return Integer.parseInt(head.get(0).split(" ", 3)[1]);
    }

    /** What follows the head of an answer that is no upgrade. */
    String body() throws IOException {
        int length = head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.parseInt(
                        line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElse(0);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(MASKED | TEXT);
        frame.write(MASKED | bytes.length);
        frame.write(new byte[4]); // a mask of zeros changes nothing
        frame.write(bytes);
        connection.getOutputStream().write(frame.toByteArray());
        connection.getOutputStream().flush();
    }

    /** The next message; of a close, its code and reason. */
    String receive() throws IOException {
        int opcode = read() & 0x0F;
        byte[] payload = in.readNBytes(read());
        return switch (opcode) {
            case TEXT -> new String(payload, StandardCharsets.UTF_8);
            case CLOSE ->
                "closed " + (((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF)) + ' '
                        + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
            default -> receive();
        };
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private int read() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection ends after " + head);
        }
        return next;
    }
}
