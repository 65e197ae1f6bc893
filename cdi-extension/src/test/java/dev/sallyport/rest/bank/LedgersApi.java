// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.RequireClientCert;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** All annotations stand here. */
@Path("ledgers")
public interface LedgersApi<T> {

    @GET
    @RequireClientCert
    T read();
}
