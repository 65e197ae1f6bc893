// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;

/** The partners' API: each partner's billing service reads its orders. */
// readme: servlet
@WebServlet("/partner/orders")
@RequireClientCert(trust = "partners", allow = "spiffe://prod.example/ns/billing/*")
public class OrdersServlet extends HttpServlet {

    @Inject
    PeerIdentity caller;

    @Inject
    OrderBook orders;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getWriter().println("{\"caller\":" + Json.text(caller.getName()) + ",\"orders\":" + list() + "}");
    }
    // readme: end

    private String list() {
        return orders.mine().stream().map(Order::toJson).collect(Collectors.joining(",", "[", "]"));
    }
}
