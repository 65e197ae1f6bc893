// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import java.util.List;
import java.util.function.Predicate;

/** How a proxy writes down how a request came to it. */
public enum Forwarding {
    /** {@code Forwarded}: RFC 7239. */
    FORWARDED,
    /** {@code X-Forwarded-Proto}, {@code -Host}, {@code -Port} and {@code -For}. */
    X_FORWARDED;

    /** The headers it reads. */
    List<String> headers() {
        return this == FORWARDED
                ? List.of(Hops.FORWARDED)
                : List.of(XForwardedHops.PROTO, XForwardedHops.HOST, XForwardedHops.PORT, XForwardedHops.FOR);
    }

    /**
     * What the proxies say, walked from the right, the nearest one's word, to the left as long as the sender is trusted too.
     * Headers of the other way of saying it decide nothing, but must not contradict.
     *
     * @param trusted whether the address, a literal, is that of a proxy that may say how requests came
     * @throws ForwardedException if it is malformed, or contradicts itself or the other way of saying it
     */
    FirstConnection read(Headers request, Predicate<String> trusted) throws ForwardedException {
        HopByHop.requireNone(request, headers());
        Hop client = hops(request).client(trusted);
        if (other().headers().stream().anyMatch(request::has)) {
            requireAgreement(client, other().hops(request).client(trusted));
        }
        return new FirstConnection(client.secure(), client.host(), client.port(), client.address());
    }

    private void requireAgreement(Hop ours, Hop theirs) throws ForwardedException {
        boolean scheme = ours.secure().isEmpty()
                || theirs.secure().isEmpty()
                || ours.secure().equals(theirs.secure());
        boolean host = ours.host().isEmpty()
                || theirs.host().isEmpty()
                || ours.host().get().equalsIgnoreCase(theirs.host().get());
        if (!scheme || !host) {
            throw ForwardedException.conflict(
                    other().headers().get(0),
                    "it speaks of another " + (scheme ? "host" : "scheme") + " than "
                            + headers().get(0));
        }
    }

    private Hops hops(Headers request) throws ForwardedException {
        return this == FORWARDED ? ForwardedHops.read(request) : XForwardedHops.read(request);
    }

    private Forwarding other() {
        return this == FORWARDED ? X_FORWARDED : FORWARDED;
    }
}
