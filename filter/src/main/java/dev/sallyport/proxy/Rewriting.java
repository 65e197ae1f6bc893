// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a container has put what a header says into the place of the address: whoever sends the header then has whatever
 * address he likes. Tomcat says so; Undertow knows no port of such an address, or the one that the header names; Jetty still
 * has the right one in the name of the connection.
 */
final class Rewriting {

    private static final String FOR = "X-Forwarded-For";
    private static final String FORWARDED = "Forwarded";

    /** Those of which GlassFish and Open Liberty make the address without a trace; no other proxy sends them. */
    private static final List<String> TAKEN = List.of("Proxy-ip", "$WSRA");

    private static final Pattern NAMED_BY_ADDRESS = Pattern.compile("/(.+):([0-9]+)@.*");

    private Rewriting() {}

    /**
     * What shows it, as a part of a sentence.
     *
     * @param literal whether the address is one, and not some other text
     */
    static Optional<String> sign(Connection connection, boolean literal) {
        if (connection.rewritten()) {
            return Optional.of("the container's own filter or valve has put it into the place of the address");
        }
        if (connection.port() <= 0) {
            return Optional.of("the address " + connection.address() + " has no port, as if it came out of a header");
        }
        if (!literal) {
            return Optional.of(connection.address() + " is no address");
        }
        for (int i = 0; i < TAKEN.size(); i++) { // an iterator would be garbage
            if (connection.headers().has(TAKEN.get(i))) {
                return Optional.of("a container can be set to put the header " + TAKEN.get(i) + " into its place");
            }
        }
        if (isNamedByItsAddress(connection)) {
            return Optional.empty();
        }
        boolean headed = connection.headers().has(FOR) || connection.headers().has(FORWARDED);
        return headed || connection.id().startsWith("/") ? signInName(connection) : Optional.empty();
    }

    private static boolean isNamedByItsAddress(Connection connection) {
        String id = connection.id();
        int length = connection.address().length();
        return id.startsWith("/")
                && id.startsWith(connection.address(), 1)
                && id.startsWith(":" + connection.port() + '@', length + 1);
    }

    private static Optional<String> signInName(Connection connection) {
        Matcher name = NAMED_BY_ADDRESS.matcher(connection.id());
        if (name.matches()) {
            boolean same = KnownAddresses.areSame(name.group(1), connection.address())
                    && name.group(2).equals(String.valueOf(connection.port()));
            return same
                    ? Optional.empty()
                    : Optional.of("the connection is " + name.group(1) + ", and not " + connection.address());
        }
        boolean named = Stream.of(FOR, FORWARDED)
                .flatMap(header -> connection.headers().values(header).stream())
                .anyMatch(line -> names(line, connection.port()));
        return named
                ? Optional.of("it names the very port " + connection.port() + " that the address has")
                : Optional.empty();
    }

    /** Whether the number stands there, however it is written: Undertow reads {@code "10.1.0.1:+12\\34"} too. */
    private static boolean names(String line, int port) {
        long number = 0;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character >= '0' && character <= '9') {
                number = Math.min(number * 10 + character - '0', Integer.MAX_VALUE);
            } else if (character != '\\') {
                if (number == port) {
                    return true;
                }
                number = 0;
            }
        }
        return number == port;
    }
}
