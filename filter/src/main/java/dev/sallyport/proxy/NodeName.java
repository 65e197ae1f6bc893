// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.transport.Authority;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who called a proxy, as it writes it down.
 *
 * @param address an IPv4 or IPv6 literal without brackets; empty if it is {@code unknown} or hidden behind a made-up name
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-6">RFC 7239, section 6</a>
 */
record NodeName(Optional<String> address) {

    private static final String HIDDEN = "_[A-Za-z0-9._-]+";
    private static final Pattern NODE = Pattern.compile(
            "(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9.]+)|(?i:unknown)|" + HIDDEN + ")(?::(?:[0-9]{1,5}|" + HIDDEN + "))?");
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** Reads a node of {@code Forwarded}. */
    static NodeName parse(String header, String text) throws ForwardedException {
        Matcher node = NODE.matcher(text);
        if (!node.matches()) {
            throw malformed(header);
        }
        if (node.group(1) != null) {
            return address(header, node.group(1), '[' + node.group(1) + ']');
        }
        return node.group(2) != null ? address(header, node.group(2), node.group(2)) : new NodeName(Optional.empty());
    }

    /** Reads an entry of {@code X-Forwarded-For}: the same, and an IPv6 address needs no brackets. */
    static NodeName parseBare(String header, String text) throws ForwardedException {
        return BARE_IPV6.matcher(text).matches() ? address(header, text, '[' + text + ']') : parse(header, text);
    }

    private static NodeName address(String header, String literal, String host) throws ForwardedException {
        if (!Authority.isHost(host)) {
            throw malformed(header);
        }
        return new NodeName(Optional.of(literal));
    }

    private static ForwardedException malformed(String header) {
        return ForwardedException.malformed(header, "the address is malformed");
    }
}
