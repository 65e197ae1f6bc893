// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.Optional;
import java.util.function.Predicate;

/** What each proxy on the way says, that of the nearest one last. */
interface Hops {

    String FORWARDED = "Forwarded";

    /** How many there are. */
    int size();

    /** Who called the proxy of this hop; empty if it hides him. */
    Optional<String> address(int hop) throws ForwardedException;

    /** All that it says. */
    Hop hop(int hop) throws ForwardedException;

    /**
     * The hop of the client: from the last one to the left as long as the caller is a trusted proxy himself. What is further
     * left are words of the client, or of somebody nobody trusts.
     */
    default Hop client(Predicate<String> trusted) throws ForwardedException {
        if (size() == 0) {
            return Hop.SILENT;
        }
        int at = size() - 1;
        while (at > 0 && address(at).filter(trusted).isPresent()) {
            at--;
        }
        return hop(at);
    }
}
