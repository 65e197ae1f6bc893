// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import dev.sallyport.PeerIdentity;
import dev.sallyport.cdi.CurrentPeer;
import dev.sallyport.security.ClientCertCallerPrincipal;
import jakarta.annotation.security.DeclareRoles;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.Principal;

/** Tells who calls, as everybody sees it. */
@WebServlet("/who")
@DeclareRoles({"auditor", "clerk"})
public class WhoServlet extends HttpServlet {

    @Inject
    CurrentPeer peer;

    @Inject
    SecurityContext security;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getParameter("authenticate") != null && !request.authenticate(response)) {
            return;
        }
        if (request.getParameter("logout") != null) {
            request.logout();
        }
        if (request.getParameter("session") != null) {
            request.getSession();
        }
        PrintWriter answer = response.getWriter();
        Principal principal = request.getUserPrincipal();
        answer.println("principal=" + (principal == null ? "nobody" : principal.getName()));
        answer.println("user=" + request.getRemoteUser());
        answer.println("type=" + request.getAuthType());
        answer.println("auditor=" + request.isUserInRole("auditor"));
        answer.println("clerk=" + request.isUserInRole("clerk"));
        answer.println("peer=" + peer.identity().map(PeerIdentity::getName).orElse("nobody"));
        Principal caller = security.getCallerPrincipal();
        answer.println("caller=" + (caller == null ? "nobody" : caller.getName()));
        answer.println("callerAuditor=" + security.isCallerInRole("auditor"));
        answer.println("unwrapped="
                + security.getPrincipalsByType(ClientCertCallerPrincipal.class).stream()
                        .map(each -> each.peer().getName())
                        .findFirst()
                        .orElse("nobody"));
    }
}
