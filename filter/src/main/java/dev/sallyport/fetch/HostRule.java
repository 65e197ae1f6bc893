// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hosts from which something may be fetched: {@code crl.example.com}, {@code *.example.com} for whatever is below it,
 * either with a port. Without one only the usual ports are meant, 80 and 443.
 *
 * @param text as it is written, in lower case
 */
public record HostRule(String text) {

    private static final String BELOW = "*.";
    private static final Pattern PORT = Pattern.compile(":[1-9][0-9]{0,4}$");

    /** Checks it. */
    public HostRule {
        String host = PORT.matcher(text).replaceFirst("");
        String name = host.startsWith(BELOW) ? host.substring(BELOW.length()) : host;
        boolean belowAddress = host.startsWith(BELOW) && (name.startsWith("[") || FetchUrl.isIpv4(name));
        if (!FetchUrl.isHost(name) || belowAddress) {
            throw new IllegalArgumentException("'" + text
                    + "' (expected: a host, such as crl.example.com, *.example.com or crl.example.com:8080)");
        }
        text = text.toLowerCase(Locale.ROOT);
    }

    boolean allows(FetchUrl url) {
        boolean withPort = PORT.matcher(text).find();
        if (!withPort && !url.hasUsualPort()) {
            return false;
        }
        String host = withPort ? url.host() + ':' + url.port() : url.host();
        return text.startsWith(BELOW) ? host.endsWith(text.substring(1)) : host.equals(text);
    }
}
