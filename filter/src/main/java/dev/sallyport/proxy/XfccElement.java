// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one Envoy says of its caller.
 *
 * @param pairs keys, in the spelling that they came in, and values, without quotes
 */
record XfccElement(List<Pair> pairs) {

    private static final Set<String> ONCE = Set.of("hash", "cert", "chain", "subject");
    private static final List<String> OF_THE_CALLER = List.of("Hash", "Cert", "Chain", "Subject", "URI", "DNS", "SAN");

    /**
     * A key and its value.
     *
     * @param key such as {@code Hash}
     * @param value without quotes
     * @param quoted whether it stood between quotes
     */
    record Pair(String key, String value, boolean quoted) {}

    XfccElement {
        pairs = List.copyOf(pairs);
    }

    /** Each value of that key, whose case says nothing. */
    List<String> values(String key) {
        return pairs.stream()
                .filter(pair -> pair.key().equalsIgnoreCase(key))
                .map(Pair::value)
                .toList();
    }

    Optional<String> value(String key) {
        return values(key).stream().findFirst();
    }

    /** Whether it says anything of a caller's certificate. */
    boolean namesCaller() {
        return OF_THE_CALLER.stream().anyMatch(key -> !values(key).isEmpty());
    }

    /** The key that stands there twice although it must not, if there is one. */
    Optional<String> repeated() {
        return ONCE.stream().filter(key -> values(key).size() > 1).findFirst();
    }

    boolean isQuoted(String key) {
        return pairs.stream().filter(pair -> pair.key().equalsIgnoreCase(key)).allMatch(Pair::quoted);
    }
}
