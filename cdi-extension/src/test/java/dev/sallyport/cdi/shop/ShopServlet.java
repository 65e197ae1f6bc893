// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.PeerIdentity;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Open to all; what it calls may be not. */
@WebServlet(urlPatterns = "/shop/*", asyncSupported = true)
public class ShopServlet extends HttpServlet {

    @Inject
    Ledger ledger;

    @Inject
    Greeter greeter;

    @Inject
    Vault vault;

    @Inject
    Journal journal;

    @Inject
    Principal principal;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getPathInfo()) {
            case "/greeting" -> response.getWriter().print(greeter.greeting());
            case "/principal" -> response.getWriter().print(principal.getName());
            case "/journal" -> response.getWriter().print(journal.codes());
            case "/unguarded" -> response.getWriter().print(ledger.book("1"));
            case "/async" -> request.startAsync().dispatch("/partner/dispatched");
            case "/vault" -> {
                response.getWriter().print("half an answer");
                response.resetBuffer();
                response.getWriter().print(wrapped(vault::open));
                response.getWriter().print(", then " + request.getAttribute(PeerIdentity.ATTRIBUTE));
            }
            case "/empty" -> response.getWriter().print(wrapped(vault::empty));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** As frameworks do: the exception comes out as the cause of the cause. */
    private static String wrapped(java.util.concurrent.Callable<String> call) throws ServletException {
        FutureTask<String> task = new FutureTask<>(call);
        task.run();
        try {
            return task.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new ServletException("something went wrong", new IllegalStateException("deep inside", e));
        }
    }
}
