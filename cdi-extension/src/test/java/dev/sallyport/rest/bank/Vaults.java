// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.RequireClientCert;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A bean with a guarded locator, which careless code makes itself. */
@Path("vaults")
@RequestScoped
public class Vaults {

    @GET
    public String list() {
        return "vaults";
    }

    @Path("{name}")
    @RequireClientCert
    public Account account() {
        return new Account("vault");
    }
}
