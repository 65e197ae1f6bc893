// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.RequireClientCert;
import jakarta.ws.rs.Path;

/** No bean, and not annotated itself: some containers do not tell that a method here is. */
@Path("hidden")
public class Hidden {

    @Path("{name}")
    @RequireClientCert
    public Safe safe() {
        return new Safe();
    }
}
