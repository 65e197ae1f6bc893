// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

/** By which ways a certificate may come where one is required. */
public enum Via {
    /** By any: over a connection of the caller's own, or through a trusted proxy. The default. */
    ANY,
    /** Only over a TLS connection that ends at this container. */
    DIRECT,
    /** Only through a trusted proxy. */
    PROXY;

    /** Whether a certificate may come by this way. */
    public boolean allows(Way way) {
        return this == ANY || (this == DIRECT) == (way instanceof Way.Direct);
    }
}
