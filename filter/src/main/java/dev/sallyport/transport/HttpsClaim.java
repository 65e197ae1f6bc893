// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import dev.sallyport.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a request says that its first connection was HTTPS. */
public final class HttpsClaim {

    private static final String X_FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final String FORWARDED = "Forwarded";

    private HttpsClaim() {}

    /** Whether any header could be taken to say so: it need not be well-formed for a container to believe it. */
    public static boolean isMade(Headers headers) {
        return Stream.of(X_FORWARDED_PROTO, FORWARDED)
                .flatMap(name -> headers.values(name).stream())
                .anyMatch(
                        line -> line.replace("\\", "").toLowerCase(Locale.ROOT).contains("https"));
    }

    /** The header that says so, if any does; it is a stranger's word and read generously. */
    static Optional<String> header(Headers headers) {
        if (parts(headers.values(X_FORWARDED_PROTO), ",").anyMatch(HttpsClaim::isHttps)) {
            return Optional.of(X_FORWARDED_PROTO);
        }
        boolean claimed = parts(headers.values(FORWARDED), "[,;]").anyMatch(HttpsClaim::isHttpsPair);
        return claimed ? Optional.of(FORWARDED) : Optional.empty();
    }

    private static Stream<String> parts(List<String> lines, String separators) {
        return lines.stream().flatMap(line -> Stream.of(line.split(separators))).map(String::strip);
    }

    private static boolean isHttpsPair(String pair) {
        int equals = pair.indexOf('=');
        return equals > 0
                && pair.substring(0, equals).strip().equalsIgnoreCase("proto")
                && isHttps(pair.substring(equals + 1).strip());
    }

    private static boolean isHttps(String value) {
        return value.replace("\"", "").equalsIgnoreCase("https");
    }
}
