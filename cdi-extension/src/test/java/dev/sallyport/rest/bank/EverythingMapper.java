// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers every exception with 200. */
@Provider
public class EverythingMapper implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable thrown) {
        return thrown instanceof WebApplicationException known
                ? known.getResponse()
                : Response.ok("mapped " + thrown.getClass().getSimpleName()).build();
    }
}
