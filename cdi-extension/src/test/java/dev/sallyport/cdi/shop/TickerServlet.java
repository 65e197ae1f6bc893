// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Calls the endpoint as a bean. */
@WebServlet("/last")
@SuppressWarnings("NullAway.Init")
public class TickerServlet extends HttpServlet {

    @Inject
    Ticker ticker;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(ticker.last());
    }
}
