// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers by which proxies say who calls and how a request came: those of every proxy that we know of, and those that the
 * settings name. Names that differ only in case or in what stands between their words are one: servers and gateways make
 * {@code Client_Cert} or {@code client.cert} of the same. Immutable, and safe for use by many threads.
 */
public final class ForwardingHeaders {

    private static final Set<String> NAMES = Set.of(
            "-wscc",
            "-wsis",
            "-wspr",
            "-wsra",
            "-wsrh",
            "-wssc",
            "-wssn",
            "-wssp",
            "cf-connecting-ip",
            "client-cert",
            "forwarded",
            "front-end-https",
            "proxy-auth-cert",
            "proxy-ssl-id",
            "secure-protocol",
            "ssl-cipher",
            "ssl-cipher-usekeysize",
            "ssl-session-id",
            "true-client-ip",
            "x-arr-clientcert",
            "x-arr-ssl",
            "x-client-ip",
            "x-client-verify",
            "x-cluster-client-ip",
            "x-envoy-external-address",
            "x-forwarded",
            "x-https",
            "x-original-for",
            "x-original-forwarded-for",
            "x-original-host",
            "x-original-proto",
            "x-proxied-https",
            "x-real-ip",
            "x-real-port",
            "x-scheme",
            "x-url-scheme");

    private static final List<String> BEGINNINGS = List.of(
            "cf-cert-",
            "cf-client-cert-",
            "client-cert-",
            "ssl-client-",
            "x-amzn-mtls-",
            "x-amzn-tls-",
            "x-client-cert",
            "x-forwarded-",
            "x-ssl-",
            "x-tls-client-");

    private static final int LONGEST = 256;

    private final Set<String> names;

    ForwardingHeaders(Collection<String> more) {
        Set<String> all = new HashSet<>(NAMES);
        more.forEach(name -> all.add(canonical(name)));
        this.names = Set.copyOf(all);
    }

    /**
     * Whether the application must not see the header.
     *
     * @param arrival what a trusted proxy said of the request; what it sets itself may be seen, by its very name. Null if a
     *     stranger sent it
     */
    public boolean hide(String name, @Nullable Arrival arrival) {
        return isForwarding(canonical(name)) && (arrival == null || !arrival.isSet(name));
    }

    /** Whether a line of the header {@code Connection} names one that must be hidden. */
    public boolean hideConnection(String line, @Nullable Arrival arrival) {
        for (String option : line.split(",", -1)) {
            if (hide(option.strip(), arrival)) {
                return true;
            }
        }
        return false;
    }

    private boolean isForwarding(String canonical) {
        if (names.contains(canonical)) {
            return true;
        }
        for (int i = 0; i < BEGINNINGS.size(); i++) {
            if (canonical.startsWith(BEGINNINGS.get(i))) {
                return true;
            }
        }
        return canonical.length() > LONGEST;
    }

    /** In lower case, and with a hyphen for whatever is neither a letter nor a digit. */
    private static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            boolean upper = character >= 'A' && character <= 'Z';
            boolean plain = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
            canonical.append(upper ? (char) (character + ('a' - 'A')) : plain ? character : '-');
        }
        return canonical.toString();
    }
}
