// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Says of the caller what the guarded request says. */
record RequestSecurityContext(HttpServletRequest request) implements SecurityContext {

    @Override
    public @Nullable Principal getUserPrincipal() {
        return request.getUserPrincipal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return request.isUserInRole(role);
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
        return request.getAuthType();
    }
}
