// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.PeerIdentity;
import java.util.Optional;

/**
 * Who calls, if that is known: for code that also runs where no certificate was required. Inject it into a bean of any
 * scope; it always speaks of the current request.
 *
 * <pre>{@code
 * @Inject CurrentPeer caller;
 *
 * String greeting() {
 *     return caller.identity().map(peer -> "Hello " + peer.getName()).orElse("Hello stranger");
 * }
 * }</pre>
 *
 * <p>Where a caller is always required, inject {@link PeerIdentity} itself.
 */
@FunctionalInterface
public interface CurrentPeer {

    /**
     * The identity of the current request as a value to keep; empty where nobody proved one, and outside of requests.
     */
    Optional<PeerIdentity> identity();
}
