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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** HTTP/1.1 byte by byte: sends what no well-behaved client would. */
final class Wire {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Running container;

    Wire(Running container) {
        this.container = container;
    }

    /** What the container has printed so far, for when it does not do what it should. */
    String said() {
        return container.output();
    }

    /** A GET over HTTPS. */
    Answer get(String target, SSLContext client) {
        return https(request("GET", target, container.https()), client);
    }

    /** A GET over plain HTTP. */
    Answer plainGet(String target) {
        return http(request("GET", target, container.http()));
    }

    /** Opens a WebSocket: its first message, or the status where it is not opened. */
    String greeting(String target, SSLContext client) {
        String request = WebSocketWire.handshake(target);
        try (WebSocketWire socket = WebSocketWire.overTls(container, client, request)) {
            return socket.status() == 101 ? socket.receive() : String.valueOf(socket.status());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** A request with these further header lines. */
    String request(String method, String target, int port, String... headers) {
        StringBuilder request = new StringBuilder(
                method + ' ' + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** Sends the text over plain HTTP, each character as one byte. */
    Answer http(String request) {
        return http(request.getBytes(StandardCharsets.ISO_8859_1), TIMEOUT_MILLIS);
    }

    /** Sends the bytes over plain HTTP. */
    Answer http(byte[] request, int timeoutMillis) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), container.http())) {
            return exchange(socket, request, timeoutMillis);
        } catch (IOException e) {
            return Answer.none(e);
        }
    }

    /** Sends the text over HTTPS, each character as one byte. */
    Answer https(String request, SSLContext client) {
        return https(request.getBytes(StandardCharsets.ISO_8859_1), client, TIMEOUT_MILLIS);
    }

    /** Sends the bytes over HTTPS. */
    Answer https(byte[] request, SSLContext client, int timeoutMillis, String... protocols) {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory()
                .createSocket(
                        new Socket(InetAddress.getLoopbackAddress(), container.https()),
                        "localhost",
                        container.https(),
                        true)) {
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            return exchange(socket, request, timeoutMillis);
        } catch (IOException e) {
            return Answer.none(e);
        }
    }

    private static Answer exchange(Socket socket, byte[] request, int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return read(new BufferedInputStream(socket.getInputStream()));
    }

    private static Answer read(InputStream in) throws IOException {
        String status = line(in);
        while (status.startsWith("HTTP/1.1 1")) {
            while (!line(in).isEmpty()) {
                // The headers of an interim answer.
            }
            status = line(in);
        }
        if (!status.startsWith("HTTP/1.")) {
            return new Answer(0, Map.of(), status, Optional.empty());
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] header = line.split(":", 2);
            headers.computeIfAbsent(header[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header[1].strip());
        }
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers, body(in, headers), Optional.empty());
    }

    private static String body(InputStream in, Map<String, List<String>> headers) throws IOException {
        byte[] body;
        if (headers.containsKey("content-length")) {
            body = in.readNBytes(Integer.parseInt(headers.get("content-length").get(0)));
        } else if (headers.containsKey("transfer-encoding")) {
            body = chunks(in);
        } else {
            body = in.readAllBytes();
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the answer ends after: " + line);
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
