// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Figures for partners. Nothing here says who may read them: web.xml does. */
@WebServlet("/reports/*")
public class ReportsServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"/monthly".equals(request.getPathInfo())) {
            NotFound.answer(response);
            return;
        }
        response.setContentType("text/csv");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().print("month,orders\n2026-09,41\n2026-10,38\n2026-11,52\n");
    }
}
