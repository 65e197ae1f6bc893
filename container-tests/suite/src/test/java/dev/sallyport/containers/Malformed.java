// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes requests that break rules: the same ones from the same seed. */
final class Malformed {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "OPTIONS", "TRACE", "get", "G\tT", "", "PRI", "(");
    private static final List<String> TARGETS = List.of(
            "/annotated/orders",
            "/annotated/answers/plain",
            "/patterns/secret/x",
            "*",
            "",
            "annotated",
            "//",
            "/%",
            "/%zz",
            "/annotated/%00",
            "/annotated/\u00ff",
            "http://other.example/annotated/orders",
            "http://[::1/x",
            "/annotated/;;;",
            "/annotated/orders?%",
            "/annotated/orders#x",
            "/annotated/a b",
            "/annotated/\\..\\orders",
            "/annotated/%c0%ae");
    private static final List<String> HOSTS = List.of(
            "localhost",
            "",
            "a b",
            "localhost:99999",
            "localhost:-1",
            "[::1",
            "[::1]:x",
            "user@localhost",
            "loc\u00e4l",
            "..",
            "a..b",
            "%00",
            "localhost/",
            "localhost?x",
            "<script>",
            "${jndi:x}",
            "localhost,evil.example",
            "_",
            "999.1.1.1",
            "a".repeat(300));
    private static final List<String> HEADERS = List.of(
            "Host: second.example",
            "X: \u0001",
            ": empty",
            "No colon",
            " Folded: x",
            "Content-Length: -1",
            "Content-Length: x",
            "Content-Length: 0\r\nContent-Length: 1",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: x",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Proto: https, http",
            "Forwarded: proto=https;;=",
            "Forwarded: \"",
            "Authorization: \u00ff",
            "Accept: */*;q=x",
            "Accept: ,,;;==",
            "Cookie: a=\"",
            "Expect: 200-maybe",
            "Upgrade: h2c",
            "Origin: null\r\nAccess-Control-Request-Method: GET",
            "Client-Cert: :x",
            "SSL_CLIENT_CERT: (null)",
            "X: " + "y".repeat(9_000),
            "Range: bytes=9-1",
            "If-None-Match: \"",
            "Connection: close, , keep-alive");
    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "HTTP/1.", "", "http/1.1");

    private final Random random;

    Malformed(long seed) {
        random = new Random(seed);
    }

    /** The next one; it always ends, so that a server has no reason to wait for more. */
    byte[] next() {
        StringBuilder request =
                new StringBuilder(one(METHODS)).append(' ').append(one(TARGETS)).append(' ');
        request.append(one(VERSIONS)).append("\r\n");
        if (random.nextInt(10) > 0) {
            request.append("Host: ").append(one(HOSTS)).append("\r\n");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            request.append(one(HEADERS)).append("\r\n");
        }
        byte[] bytes = request.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (random.nextInt(5) == 0) {
            bytes[random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
