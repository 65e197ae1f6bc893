// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** Logs people in as OpenID Connect does: away to a provider, back with a code, then by the session. */
@AutoApplySession
@ApplicationScoped
public class ProviderLogin implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if ("good".equals(request.getParameter("code"))) {
            return context.notifyContainerAboutLogin("kim@provider.example", Set.of("auditor"));
        }
        return context.isProtected() ? context.redirect("https://provider.example/login") : context.doNothing();
    }
}
