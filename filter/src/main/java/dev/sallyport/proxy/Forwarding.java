// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How a proxy writes down how a request came to it. */
public enum Forwarding {
    /** {@code Forwarded}: RFC 7239. */
    FORWARDED,
    /** {@code X-Forwarded-Proto}, {@code -Host}, {@code -Port} and {@code -For}. */
    X_FORWARDED;

    /** The headers it reads. */
    List<String> headers() {
        return List.of();
    }

    /**
     * What the proxies say, walked from the right, the nearest one's word, to the left as long as the sender is trusted too.
     *
     * @param trusted whether the address, a literal, is that of a proxy that may say how requests came
     * @throws ForwardedException if it is malformed, or contradicts itself or the other way of saying it
     */
    FirstConnection read(Headers headers, Predicate<String> trusted) throws ForwardedException {
        return new FirstConnection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
