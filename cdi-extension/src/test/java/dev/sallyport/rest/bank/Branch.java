// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.RequireClientCert;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource that requires something itself, though nothing on the way to it does; its type is known at run time only. */
@RequireClientCert
public class Branch {

    @GET
    public String show() {
        return "branch";
    }

    @GET
    @Path("vault")
    public String vault() {
        return "vault";
    }
}
