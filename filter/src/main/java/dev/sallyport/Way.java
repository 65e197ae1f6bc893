// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.util.Optional;

/** By which way a request, and the certificate with it, came to us. */
public sealed interface Way {

    /** Over a TLS connection that ends at this container. */
    record Direct() implements Way {}

    /**
     * Through a proxy that is trusted to say who called it.
     *
     * @param proxy its name in the settings {@code sallyport.proxy.NAME.…}
     * @param identity who the proxy itself has proven to be, where it did so by its own client certificate
     * @param verdict what it says of the certificate that it forwards
     */
    record Proxied(String proxy, Optional<PeerIdentity> identity, ProxyVerdict verdict) implements Way {}

    /** What a proxy says of a certificate that it forwards. */
    enum ProxyVerdict {
        /** Nothing. */
        UNSAID,
        /** It has verified it. */
        VERIFIED,
        /** It has not, or could not. */
        FAILED
    }

    /** The way of every request that no trusted proxy sent. */
    Way DIRECT = new Direct();
}
