// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.security;

import dev.sallyport.PeerIdentity;
import dev.sallyport.cdi.CurrentPeer;
import dev.sallyport.security.ClientCertCallerPrincipal;
import jakarta.annotation.security.DeclareRoles;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** Tells who calls, as everybody sees it. */
@WebServlet("/who")
@DeclareRoles("auditor")
public class WhoServlet extends HttpServlet {

    @Inject
    CurrentPeer peer;

    @Inject
    SecurityContext security;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Principal principal = request.getUserPrincipal();
        Principal caller = security.getCallerPrincipal();
        response.getWriter()
                .print("principal=" + (principal == null ? "nobody" : principal.getName())
                        + " type=" + request.getAuthType()
                        + " auditor=" + request.isUserInRole("auditor")
                        + " peer=" + peer.identity().map(PeerIdentity::getName).orElse("nobody")
                        + " caller=" + (caller == null ? "nobody" : caller.getName())
                        + " callerAuditor=" + security.isCallerInRole("auditor")
                        + " unwrapped="
                        + security.getPrincipalsByType(ClientCertCallerPrincipal.class).stream()
                                .map(each -> each.peer().getName())
                                .findFirst()
                                .orElse("nobody"));
    }
}
