// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host that is ours: a name or address, or {@code *.example.com} for exactly one more label.
 *
 * @param text the pattern in lower case
 */
public record HostPattern(String text) {

    static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    private static final String ANY_LABEL = "*.";
    private static final Pattern ONE_LABEL = Pattern.compile(LABEL);

    /** Checks it. */
    public HostPattern {
        String host = text.startsWith(ANY_LABEL) ? text.substring(ANY_LABEL.length()) : text;
        boolean starBeforeAddress = text.startsWith(ANY_LABEL) && (host.startsWith("[") || AddressLiteral.isIpv4(host));
        if (!Authority.isHost(host) || starBeforeAddress) {
            throw new IllegalArgumentException(
                    "'" + text + "' (expected: a host without a port, such as www.example.com or *.example.com)");
        }
        text = text.toLowerCase(Locale.ROOT);
    }

    /** Whether the host, without its port, is meant. */
    boolean matches(String host) {
        String ours = host.toLowerCase(Locale.ROOT);
        if (!text.startsWith(ANY_LABEL)) {
            return ours.equals(text);
        }
        String parent = text.substring(1);
        return ours.endsWith(parent)
                && ONE_LABEL
                        .matcher(ours.substring(0, ours.length() - parent.length()))
                        .matches();
    }
}
