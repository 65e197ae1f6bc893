// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The public page. It is the application's default servlet, in the container's stead: no file of the WAR is ever served,
 * and whatever no other servlet answers is not found.
 */
@WebServlet("/")
public class HomeServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().equals("/")) {
            NotFound.answer(response);
            return;
        }
        Page.write(response, "Quayside Supplies", """
                <p class="lead">Ropes, fenders and chain for ships. Our partners' systems read their orders here, over
                HTTPS only, and only if they can prove who they are.</p>
                <ul class="doors">
                  <li><a href="whoami"><strong>Who am I?</strong></a><span>Open to everybody</span></li>
                  <li><a href="partner/orders"><strong>Orders</strong></a><span>For partners' billing services: guarded
                    by <code>@RequireClientCert</code></span></li>
                  <li><a href="reports/monthly"><strong>Reports</strong></a><span>For every partner: guarded by a filter
                    mapped in <code>web.xml</code></span></li>
                </ul>
                """);
    }
}
