// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.RequireClientCert;
import jakarta.ws.rs.Path;

/** No bean, so nothing would guard its locator. */
@Path("loose")
@RequireClientCert
public class Loose {

    @Path("{name}")
    public Account account() {
        return new Account("loose");
    }
}
