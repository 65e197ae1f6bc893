// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.transport.Authority;
import java.util.Optional;

/**
 * What a proxy says of the connection that ended at it.
 *
 * @param address who called it; empty if it does not say so
 * @param secure whether that was over TLS
 * @param host which host was asked for
 * @param port at which port
 */
record Hop(Optional<String> address, Optional<Boolean> secure, Optional<String> host, Optional<Integer> port) {

    private static final int HIGHEST_PORT = 65535;

    /** A proxy that says nothing. */
    static final Hop SILENT = new Hop(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Reads what a proxy said; the host may bear a port, which then is the port. */
    static Hop of(Optional<String> address, Said proto, Said host, Said port) throws ForwardedException {
        Optional<Boolean> secure = proto.value().isPresent() ? Optional.of(secure(proto)) : Optional.empty();
        Optional<Authority> authority = host.value().isPresent() ? Optional.of(authority(host)) : Optional.empty();
        Optional<Integer> fromHost = authority.flatMap(Authority::port);
        Optional<Integer> said = port.value().isPresent() ? Optional.of(port(port)) : fromHost;
        if (fromHost.isPresent() && !fromHost.equals(said)) {
            throw ForwardedException.conflict(port.header(), "it is not the port in " + host.header());
        }
        return new Hop(address, secure, authority.map(Authority::host), said);
    }

    /**
     * One thing that is said, or is not.
     *
     * @param header where
     * @param value how
     */
    record Said(String header, Optional<String> value) {

        ForwardedException malformed(String reason) {
            return ForwardedException.malformed(header, reason);
        }
    }

    private static boolean secure(Said proto) throws ForwardedException {
        String scheme = proto.value().orElse("");
        if (!scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
            throw proto.malformed("the scheme is neither http nor https");
        }
        return scheme.equalsIgnoreCase("https");
    }

    private static Authority authority(Said host) throws ForwardedException {
        return Authority.parse(host.value().orElse("")).orElseThrow(() -> host.malformed("the host is malformed"));
    }

    private static int port(Said port) throws ForwardedException {
        String digits = port.value().orElse("");
        boolean number = !digits.isEmpty()
                && digits.length() <= 5
                && digits.charAt(0) != '0'
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Integer.parseInt(digits) > HIGHEST_PORT) {
            throw port.malformed("the port is no number from 1 to " + HIGHEST_PORT);
        }
        return Integer.parseInt(digits);
    }
}
