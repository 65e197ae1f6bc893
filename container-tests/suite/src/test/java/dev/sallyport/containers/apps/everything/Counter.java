// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import dev.sallyport.PeerIdentity;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Protected by the container itself, for whom the mechanism has logged in. */
@WebServlet("/counter")
@ServletSecurity(@HttpConstraint(rolesAllowed = "cashier"))
public class Counter extends HttpServlet {

    @Inject
    SecurityContext security;

    @Inject
    PeerIdentity peer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter()
                .print("counter of " + security.getCallerPrincipal().getName() + ", cashier: "
                        + security.isCallerInRole("cashier") + ", " + request.isUserInRole("cashier") + ", peer "
                        + peer.getName());
    }
}
