// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Open to everybody who comes over HTTPS. */
@WebServlet("/hall")
public class Hall extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("hall");
    }
}
