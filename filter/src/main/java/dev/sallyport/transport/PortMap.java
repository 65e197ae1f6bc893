// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which port speaks HTTPS where another speaks HTTP.
 *
 * @param always the one port for all, if there is one
 * @param byHttpPort otherwise the HTTPS port of each HTTP port
 */
public record PortMap(Optional<Integer> always, Map<Integer, Integer> byHttpPort) {

    private static final String EXPECTED = "a port such as 8443, or pairs such as 80:443, 8080:8443";
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern PAIR = Pattern.compile("([0-9]+)\\s*:\\s*([0-9]+)");

    /** Keeps a copy. */
    public PortMap {
        byHttpPort = Map.copyOf(byHttpPort);
    }

    /** Reads one port, or pairs separated by commas; {@link IllegalArgumentException} says what was expected. */
    public static PortMap parse(String text) {
        if (PORT.matcher(text).matches()) {
            return new PortMap(Optional.of(port(text, text)), Map.of());
        }
        Map<Integer, Integer> pairs = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            Matcher pair = PAIR.matcher(part.strip());
            if (!pair.matches() || pairs.put(port(pair.group(1), text), port(pair.group(2), text)) != null) {
                throw unexpected(text);
            }
        }
        return new PortMap(Optional.empty(), pairs);
    }

    /** The HTTPS port for this HTTP port, if any is known. */
    Optional<Integer> httpsPort(int httpPort) {
        return always.or(() -> Optional.ofNullable(byHttpPort.get(httpPort)));
    }

    private static int port(String digits, String text) {
        if (!PORT.matcher(digits).matches() || Integer.parseInt(digits) > 65535) {
            throw unexpected(text);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException unexpected(String text) {
        return new IllegalArgumentException("'" + text + "' (expected: " + EXPECTED + ')');
    }
}
