// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

/** By which way a request, and the certificate with it, came to us. */
public sealed interface Way {

    /** Over a TLS connection that ends at this container. */
    record Direct() implements Way {}

    /** The way of every request that no trusted proxy sent. */
    Way DIRECT = new Direct();
}
