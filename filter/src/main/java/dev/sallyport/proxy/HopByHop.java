// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import java.util.List;

/**
 * Headers that {@code Connection} names are for the next hop alone and are removed there. A caller who can have it name
 * a proxy's own headers decides which of them arrive.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, section 7.6.1</a>
 */
final class HopByHop {

    private static final String CONNECTION = "Connection";

    private HopByHop() {}

    /** Demands that none of these headers is named by {@code Connection}. */
    static void requireNone(Headers headers, List<String> names) throws ForwardedException {
        for (String line : headers.values(CONNECTION)) {
            for (String option : line.split(",", -1)) {
                for (String name : names) {
                    if (name.equalsIgnoreCase(option.strip())) {
                        throw ForwardedException.conflict(name, "the header Connection names it");
                    }
                }
            }
        }
    }
}
