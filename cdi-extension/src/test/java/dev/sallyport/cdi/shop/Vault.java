// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Opens to partners only; whatever calls it. */
@ApplicationScoped
@RequireClientCert(trust = "partners")
public class Vault {

    @Inject
    PeerIdentity peer;

    /** For every partner. */
    public String open() {
        return "opened to " + peer.getName() + " of " + peer.trust();
    }

    /** For treasurers among the partners: the class and the method must both be satisfied. */
    @RequireClientCert(trust = "partners", allow = "spiffe://acme.example/treasury/*")
    public String empty() {
        return "emptied by " + peer.getName();
    }
}
