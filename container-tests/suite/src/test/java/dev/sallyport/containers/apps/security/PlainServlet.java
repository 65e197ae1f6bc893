// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.security;

import jakarta.annotation.security.DeclareRoles;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** For auditors, in an application that knows nothing of us. */
@WebServlet("/vault")
@DeclareRoles("auditor")
@ServletSecurity(@HttpConstraint(rolesAllowed = "auditor"))
public class PlainServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter()
                .print("principal=" + request.getUserPrincipal().getName() + " type=" + request.getAuthType());
    }
}
