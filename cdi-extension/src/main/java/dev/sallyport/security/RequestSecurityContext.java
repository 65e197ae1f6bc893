// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The caller by the request, for Soteria in a container without Jakarta Authorization, of which it would ask and fail. What
 * only an authorization provider can know stays Soteria's matter.
 */
@ApplicationScoped
@Alternative
class RequestSecurityContext implements SecurityContext {

    private final @Nullable Instance<HttpServletRequest> requests;
    private final @Nullable SecurityContext soteria;

    /** For the proxy. */
    RequestSecurityContext() {
        requests = null;
        soteria = null;
    }

    @Inject
    RequestSecurityContext(Instance<HttpServletRequest> requests, BeanManager beans) {
        this.requests = requests;
        this.soteria = Mechanisms.otherThan(RequestSecurityContext.class, SecurityContext.class, beans);
    }

    @Override
    public @Nullable Principal getCallerPrincipal() {
        return request().getUserPrincipal();
    }

    @Override
    public <T extends Principal> Set<T> getPrincipalsByType(Class<T> type) {
        Principal caller = getCallerPrincipal();
        return type.isInstance(caller) ? Set.of(type.cast(caller)) : Set.of();
    }

    @Override
    public boolean isCallerInRole(String role) {
        return request().isUserInRole(role);
    }

    @Override
    public boolean hasAccessToWebResource(String resource, String... methods) {
        return soteria().hasAccessToWebResource(resource, methods);
    }

    @Override
    public AuthenticationStatus authenticate(
            HttpServletRequest request, HttpServletResponse response, AuthenticationParameters parameters) {
        return soteria().authenticate(request, response, parameters);
    }

    /** As Jakarta Security 4.0 has it: which roles are declared, only an authorization provider knows. */
    public Set<String> getAllDeclaredCallerRoles() {
        throw new UnsupportedOperationException("no Jakarta Authorization is here to tell the declared roles");
    }

    private HttpServletRequest request() {
        if (requests == null) {
            throw new IllegalStateException("this is a proxy's own object, which nobody asks");
        }
        return requests.get();
    }

    private SecurityContext soteria() {
        if (soteria == null) {
            throw new IllegalStateException("this is a proxy's own object, which nobody asks");
        }
        return soteria;
    }
}
