// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Open itself, and leads to a guarded bean. */
@WebServlet("/stairs")
public class Stairs extends HttpServlet {

    @Inject
    Safe safe;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(safe.open());
    }
}
