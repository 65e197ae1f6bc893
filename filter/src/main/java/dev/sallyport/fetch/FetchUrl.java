// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something is fetched from: a URL of {@code http} or {@code https}, read strictly, without user info and fragment.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name, an IPv4 address as four decimal numbers, or an IPv6 address in brackets; in lower case
 * @param port the port
 * @param target the path, and the query if it has one
 */
public record FetchUrl(String scheme, String host, int port, String target) {

    private static final int LONGEST = 2048;
    private static final int LONGEST_NAME = 253;
    private static final int HIGHEST_PORT = 65_535;
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]");

    /** The last label does not begin with a digit, so that no number is taken for a name by whoever resolves it. */
    private static final Pattern NAME =
            Pattern.compile("(?:" + LABEL + "\\.)*+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private static final Pattern URL =
            Pattern.compile("(?i:(https?)://)([A-Za-z0-9.-]*+|\\[[0-9A-Fa-f:.]*+])(?::([0-9]{1,5}))?(/[!-~&&[^#]]*+)?");

    /**
     * Reads one.
     *
     * @throws FetchException if it is another one, or none
     */
    public static FetchUrl parse(String text) throws FetchException {
        Matcher matcher = URL.matcher(text.length() > LONGEST ? "" : text);
        if (!matcher.matches() || !isHost(matcher.group(2))) {
            throw new FetchException("its address is none of http or https, with a host and nothing odd");
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        String port = matcher.group(3);
        String target = matcher.group(4);
        FetchUrl url = new FetchUrl(
                scheme,
                matcher.group(2).toLowerCase(Locale.ROOT),
                port == null ? usualPort(scheme) : Integer.parseInt(port),
                target == null ? "/" : target);
        if (url.port < 1 || url.port > HIGHEST_PORT) {
            throw new FetchException("its address has the port " + url.port);
        }
        return url;
    }

    static boolean isHost(String text) {
        return isIpv4(text)
                || IPV6.matcher(text).matches()
                || (text.length() <= LONGEST_NAME && NAME.matcher(text).matches());
    }

    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    boolean hasUsualPort() {
        return port == usualPort(scheme);
    }

    /** Whether the host is a name, and not an address. */
    boolean isNamed() {
        return !isIpv4(host) && !host.startsWith("[");
    }

    /** Who is spoken to, such as {@code http://crl.example}. */
    public String origin() {
        return scheme + "://" + authority();
    }

    /** The host, and the port if it is an unusual one. */
    String authority() {
        return hasUsualPort() ? host : host + ':' + port;
    }

    /** It without its query, which may hold a secret. */
    @Override
    public String toString() {
        return origin() + target.split("\\?", 2)[0];
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
