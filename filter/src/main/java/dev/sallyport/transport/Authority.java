// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and its port, as a {@code Host} header names them; only what may be repeated in a header of ours.
 *
 * <p>A trailing dot is refused: one host has one spelling, for allow-lists, caches and certificates.
 *
 * @param host the host in the client's spelling, an IPv6 address with its brackets
 * @param port the port, if one is named
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2">RFC 3986, section 3.2.2</a>
 */
public record Authority(String host, Optional<Integer> port) {

    private static final Pattern PARTS = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*)(?::([1-9][0-9]{0,4}))?");
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)" + HostPattern.LABEL + "(?:\\." + HostPattern.LABEL + ")*");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)");

    /** Reads it; empty if it is not well-formed. */
    public static Optional<Authority> parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches() || !isHost(parts.group(1))) {
            return Optional.empty();
        }
        Optional<Integer> port = Optional.ofNullable(parts.group(2)).map(Integer::valueOf);
        return port.filter(number -> number > 65535).isPresent()
                ? Optional.empty()
                : Optional.of(new Authority(parts.group(1), port));
    }

    /** Whether it is a name of letters, digits and hyphens, an IPv4 address, or an IPv6 address in brackets. */
    public static boolean isHost(String text) {
        if (text.startsWith("[")) {
            return text.endsWith("]") && AddressLiteral.isIpv6(text.substring(1, text.length() - 1));
        }
        if (ENDS_IN_A_NUMBER.matcher(text).matches()) {
            return AddressLiteral.isIpv4(text);
        }
        return NAME.matcher(text).matches();
    }
}
