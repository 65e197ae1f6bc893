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

    private static final List<String> HEADERS = List.of("X-Forwarded-For", "Forwarded");

    /** Those of which GlassFish and Open Liberty make the address without a trace; no other proxy sends them. */
    private static final List<String> TAKEN = List.of("Proxy-ip", "$WSRA");

    private static final Pattern NAMED_BY_ADDRESS = Pattern.compile("/(.+):([0-9]+)@.*");

    private Rewriting() {}

    /** What shows it, as a part of a sentence. */
    static Optional<String> sign(Connection connection) {
        if (connection.rewritten()) {
            return Optional.of("the container's own filter or valve has put it into the place of the address");
        }
        if (connection.port() <= 0) {
            return Optional.of("the address " + connection.address() + " has no port, as if it came out of a header");
        }
        if (KnownAddresses.bytes(connection.address()).length == 0) {
            return Optional.of(connection.address() + " is no address");
        }
        for (int i = 0; i < TAKEN.size(); i++) { // an iterator would be garbage
            if (connection.headers().has(TAKEN.get(i))) {
                return Optional.of("a container can be set to put the header " + TAKEN.get(i) + " into its place");
            }
        }
        boolean headed = HEADERS.stream().anyMatch(connection.headers()::has);
        return headed || isNamedOtherwise(connection) ? signInName(connection) : Optional.empty();
    }

    /** The container can be set to read a header of any name. */
    private static boolean isNamedOtherwise(Connection connection) {
        String address = connection.address();
        String id = connection.id();
        return id.startsWith("/") && !(id.startsWith(address, 1) && id.startsWith(":", address.length() + 1));
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
        String port = String.valueOf(connection.port());
        boolean named = HEADERS.stream()
                .flatMap(header -> connection.headers().values(header).stream())
                .flatMap(Rewriting::numbers)
                .anyMatch(port::equals);
        return named
                ? Optional.of("it names the very port " + connection.port() + " that the address has")
                : Optional.empty();
    }

    /** Every number, however it is written: Undertow reads {@code "10.1.0.1:+12\\34"} too. */
    private static Stream<String> numbers(String line) {
        return Stream.of(line.replace("\\", "").split("[^0-9]+", -1)).map(number -> number.replaceFirst("^0+", ""));
    }
}
