// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.util.List;

/** The header lines of a request, looked up by a name in any case. */
@FunctionalInterface
public interface Headers {

    /** No headers at all. */
    Headers NONE = name -> List.of();

    /** Every line of that name, in their order; empty if there is none. */
    List<String> values(String name);

    /** Whether there is a line of that name. */
    default boolean has(String name) {
        return !values(name).isEmpty();
    }
}
