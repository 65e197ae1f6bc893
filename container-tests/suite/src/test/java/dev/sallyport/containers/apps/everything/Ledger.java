// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import dev.sallyport.PeerIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** One object for all callers, which knows the one of today. */
@ApplicationScoped
public class Ledger {

    @Inject
    PeerIdentity peer;

    /** Whose turn it is. */
    public String owner() {
        return peer.getName();
    }
}
