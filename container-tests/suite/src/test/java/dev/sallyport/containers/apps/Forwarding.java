// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Forwards whatever comes to where an endpoint is. */
@WebServlet("/around")
public class Forwarding extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/prices/forwarded").forward(request, response);
    }
}
