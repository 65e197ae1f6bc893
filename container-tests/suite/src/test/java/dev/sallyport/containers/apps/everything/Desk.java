// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import dev.sallyport.RequireClientCert;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A guarded servlet with a bean that knows the peer. */
@WebServlet("/desk")
@RequireClientCert
public class Desk extends HttpServlet {

    @Inject
    Ledger ledger;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("desk of " + ledger.owner());
    }
}
