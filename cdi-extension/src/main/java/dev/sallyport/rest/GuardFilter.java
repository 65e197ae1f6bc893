// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.RequireClientCert;
import dev.sallyport.servlet.Guard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before one resource method: demands what it requires, and what was required of those sub-resource locators by
 * which it was reached.
 */
final class GuardFilter implements ContainerRequestFilter {

    private final @Nullable HttpServletRequest request;
    private final Set<RequireClientCert> requirements;

    /**
     * Demands these requirements, the last of which says who calls.
     *
     * @param request stands for the current one; null where the implementation knows none
     */
    GuardFilter(@Nullable HttpServletRequest request, Set<RequireClientCert> requirements) {
        this.request = request;
        this.requirements = requirements;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        HttpServletRequest current = request;
        try {
            List<Set<RequireClientCert>> above = Locators.above(context.getUriInfo());
            if (requirements.isEmpty() && above.isEmpty()) {
                return;
            }
            if (current == null) {
                throw new RefusedException(new Refusal.NotReady("Jakarta REST knows no servlet request here"));
            }
            above.forEach(required -> demandAgain(current, required));
            requirements.forEach(requirement -> Guard.enter(current, requirement));
            tell(context, current);
        } catch (RefusedException refused) {
            context.abortWith(
                    current == null
                            ? Answers.withoutRequest(refused.refusal())
                            : Answers.of(current, refused.refusal()));
        }
    }

    /** A locator was called already: if that was not behind its guard, nothing it has returned is. */
    private static void demandAgain(HttpServletRequest request, Set<RequireClientCert> required) {
        for (RequireClientCert requirement : required) {
            if (!Guard.isMet(request, requirement)) {
                throw new RefusedException(
                        new Refusal.NotReady(
                                "a sub-resource locator that requires a client certificate"
                                        + " was called past its guard (expected: its class a CDI bean that Jakarta REST gets from CDI)"));
            }
            Guard.enter(request, requirement);
        }
    }

    /** Where the application has said who calls, that stays unless the peer takes every other caller's place. */
    private static void tell(ContainerRequestContext context, HttpServletRequest request) {
        Principal peer = request.getUserPrincipal();
        Principal told = context.getSecurityContext().getUserPrincipal();
        if (peer instanceof PeerIdentity && !peer.equals(told) && (told == null || Guard.replacesPrincipal(request))) {
            context.setSecurityContext(new RequestSecurityContext(request));
        }
    }
}
