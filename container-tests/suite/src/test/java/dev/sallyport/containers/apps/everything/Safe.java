// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Opens for billing only, whoever calls it. */
@ApplicationScoped
@RequireClientCert(allow = "spiffe://prod.example/ns/billing/*")
public class Safe {

    @Inject
    PeerIdentity peer;

    /** Says to whom. */
    public String open() {
        return "opened to " + peer.getName();
    }
}
