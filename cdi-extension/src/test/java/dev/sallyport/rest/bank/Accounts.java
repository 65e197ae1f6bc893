// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("accounts")
@RequestScoped
@RequireClientCert(trust = "partners")
public class Accounts {

    @Inject
    PeerIdentity peer;

    @GET
    public String list() {
        return "accounts of " + peer.getName();
    }

    @DELETE
    @RequireClientCert(trust = "partners", allow = "spiffe://acme.example/treasury/*")
    public String close() {
        return "closed by " + peer.getName();
    }

    @Path("{number}")
    public Account account() {
        return new Account("account of " + peer.getName());
    }
}
