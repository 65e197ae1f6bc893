// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Open to everybody; leads to the target by the way that its path names. */
@WebServlet(urlPatterns = "/detour/*", asyncSupported = true)
public class Detour extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String target = request.getParameter("to");
        switch (request.getPathInfo()) {
            case "/forward" -> request.getRequestDispatcher(target).forward(request, response);
            case "/include" -> {
                response.getWriter().write("before the include\n");
                request.getRequestDispatcher(target).include(request, response);
            }
            case "/named-forward" ->
                getServletContext().getNamedDispatcher(target).forward(request, response);
            case "/named-include" ->
                getServletContext().getNamedDispatcher(target).include(request, response);
            case "/async" -> request.startAsync().dispatch(target);
            case "/async-later" -> {
                var async = request.startAsync();
                async.start(() -> async.dispatch(target));
            }
            case "/error" -> response.sendError(418);
            case "/exception" -> throw new IllegalStateException("on purpose");
            default -> response.sendError(404);
        }
    }
}
