// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Leads to a resource from within. */
@WebServlet("/detour/*")
public class Detour extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        RequestDispatcher safe = request.getRequestDispatcher("/bank/safe/open");
        if (request.getPathInfo().equals("/forward")) {
            safe.forward(request, response);
        } else {
            response.getOutputStream().print("included: ");
            safe.include(request, response);
        }
    }
}
