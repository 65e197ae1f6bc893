// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** A resource for all partners, of which a part is for billing. */
@Path("/shelf")
@RequestScoped
@RequireClientCert
public class Shelf {

    @Inject
    PeerIdentity peer;

    /** Says who calls. */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String look(@Context SecurityContext security) {
        return "shelf of " + peer.getName() + ", clerk: " + security.isUserInRole("clerk");
    }

    /** For billing only. */
    @GET
    @Path("/top")
    @Produces(MediaType.TEXT_PLAIN)
    @RequireClientCert(allow = "spiffe://prod.example/ns/billing/*")
    public String top() {
        return "top for " + peer.getName();
    }
}
