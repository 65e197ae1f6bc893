// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.cdi.shop.Vault;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;

/** Requires nothing, but calls a bean that does. */
@Path("fees")
public class Fees {

    @GET
    public String show() {
        return CDI.current().select(Vault.class).get().open();
    }

    @OPTIONS
    public String options() {
        return "fees";
    }
}
