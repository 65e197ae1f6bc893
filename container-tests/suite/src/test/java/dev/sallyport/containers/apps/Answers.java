// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers in the way that its path names. */
@WebServlet(urlPatterns = "/answers/*", asyncSupported = true)
public class Answers extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getPathInfo()) {
            case "/plain" -> response.getWriter().write("plain");
            case "/error-403" -> response.sendError(403);
            case "/error-500" -> response.sendError(500);
            case "/status-404" -> response.setStatus(404);
            case "/redirect" -> response.sendRedirect("plain");
            case "/reset" -> {
                response.reset();
                response.getWriter().write("after reset");
            }
            case "/set" -> {
                response.setHeader("Strict-Transport-Security", "max-age=0");
                response.getWriter().write("set");
            }
            case "/add" -> {
                response.addHeader("strict-transport-security", "max-age=0");
                response.getWriter().write("added");
            }
            case "/exception" -> throw new ArithmeticException("on purpose");
            case "/exception-after-reset" -> {
                response.reset();
                throw new ArithmeticException("on purpose");
            }
            case "/async" -> {
                var async = request.startAsync();
                async.start(() -> {
                    response.setStatus(202);
                    async.complete();
                });
            }
            case "/async-dispatch" -> request.startAsync().dispatch("/answers/plain");
            case "/async-error" -> request.startAsync().dispatch("/answers/exception");
            default -> response.sendError(404);
        }
    }
}
