// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.PeerIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** One for all callers, and yet it knows who calls. */
@ApplicationScoped
public class Ledger {

    @Inject
    PeerIdentity peer;

    /** Books an order. */
    public String book(String order) {
        return order + " for " + peer.getName();
    }

    /** Books it later, on another thread: the peer is taken along as a value. */
    public Supplier<String> bookLater(String order) {
        PeerIdentity caller = peer.snapshot();
        return () -> order + " for " + caller.getName();
    }
}
