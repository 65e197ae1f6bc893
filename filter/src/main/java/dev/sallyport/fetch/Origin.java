// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.io.IOException;
import java.util.Optional;

/** Where things come from that are remembered once they were fetched. */
public interface Origin<K, V> {

    /** Whom it bothers, as {@link FetchUrl#origin()} says it. */
    String host(K key);

    /** What it is called in events, such as {@code the CRL at http://crl.example/1.crl}. */
    String name(K key);

    /** How heavy it is, where so much weight is to be held and no more. */
    int weight(V value);

    /**
     * Fetches it and makes sure that it is what it should be, on a thread that no request waits on for longer than it may.
     *
     * @param held what would be replaced
     * @throws IOException if it cannot be used; its message is a part of a sentence
     */
    Fetched<V> fetch(K key, Optional<V> held) throws IOException;

    /**
     * Something has come where something else was held, or where it had failed before.
     *
     * @param before what was held
     */
    void changed(Optional<V> before, V now);
}
