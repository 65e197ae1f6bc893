// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Does with the session what the query says. */
@WebServlet(urlPatterns = "/desk", asyncSupported = true)
public class Desk extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String work = String.valueOf(request.getQueryString());
        if (work.equals("async")) {
            AsyncContext context = request.startAsync();
            context.start(() -> answerLater(context));
        } else {
            response.getWriter().write(work(work, request));
        }
    }

    private static void answerLater(AsyncContext context) {
        try {
            context.getResponse().getWriter().write(work("read", (HttpServletRequest) context.getRequest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            context.complete();
        }
    }

    private static String work(String work, HttpServletRequest request) {
        return switch (work) {
            case "write" -> write(request, "secret");
            case "read" -> read(request.getSession(false));
            case "change" -> request.changeSessionId();
            case "renew" -> {
                request.getSession().invalidate();
                yield write(request, "new");
            }
            default -> "untouched";
        };
    }

    private static String write(HttpServletRequest request, String note) {
        request.getSession().setAttribute("note", note);
        return "written";
    }

    private static String read(HttpSession session) {
        return session == null ? "no session" : String.valueOf(session.getAttribute("note"));
    }
}
