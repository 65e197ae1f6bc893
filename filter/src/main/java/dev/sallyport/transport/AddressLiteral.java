// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import java.util.regex.Pattern;

/**
 * The spelling of IP addresses, without ever asking a name server.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2">RFC 3986, section 3.2.2, IPv6address</a>
 */
final class AddressLiteral {

    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private AddressLiteral() {}

    /** Whether it is four decimal numbers without leading zeros. */
    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    /** Whether it is an IPv6 address without a zone. */
    static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** How many groups of 16 bits it is, or -1 if it is none. */
    private static int groups(String text, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        boolean endsInIpv4 = mayEndInIpv4 && isIpv4(parts[parts.length - 1]);
        for (int i = 0; i < parts.length; i++) {
            boolean isTail = endsInIpv4 && i == parts.length - 1;
            if (!isTail && !GROUP.matcher(parts[i]).matches()) {
                return -1;
            }
        }
        return endsInIpv4 ? parts.length + 1 : parts.length;
    }
}
