// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** An application that believes a header, and one that replaces the context by one that knows nobody. */
@Provider
@PreMatching
public class OwnCaller implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext context) {
        String own = context.getHeaderString("X-Own-Caller");
        if (own != null) {
            context.setSecurityContext(new OwnContext(own.isEmpty() ? null : () -> own));
        }
    }
}
