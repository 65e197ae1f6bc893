// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.RequireClientCert;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** No bean: what guards it is the filter alone. */
@Path("safe")
public class Safe {

    @GET
    @Path("open")
    @RequireClientCert
    public String open(@Context SecurityContext caller) {
        return "opened for " + describe(caller);
    }

    @GET
    @Path("colour")
    public String colour(@Context SecurityContext caller) {
        return "grey for " + describe(caller);
    }

    @POST
    @Path("colour")
    @Trusted
    public String paint(@Context SecurityContext caller) {
        return "painted by " + describe(caller);
    }

    static String describe(SecurityContext caller) {
        return (caller.getUserPrincipal() == null
                        ? "nobody"
                        : caller.getUserPrincipal().getName())
                + (caller.isUserInRole("clerk") ? ", a clerk" : "")
                + (caller.isSecure() ? " over TLS" : "")
                + (caller.getAuthenticationScheme() == null ? "" : " by " + caller.getAuthenticationScheme());
    }
}
