// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.RequireClientCert;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** For callers with a certificate. */
@WebServlet(urlPatterns = "/partner/*", asyncSupported = true)
@RequireClientCert
public class PartnerServlet extends HttpServlet {

    @Inject
    Ledger ledger;

    @Inject
    Vault vault;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getPathInfo()) {
            case "/vault" ->
                response.getWriter().print(ledger.book("1") + ", " + vault.open() + ", " + ledger.book("2"));
            case "/later" -> answerLater(request.startAsync());
            default -> response.getWriter().print(ledger.book(request.getPathInfo()));
        }
    }

    private void answerLater(AsyncContext later) {
        Supplier<String> booking = ledger.bookLater("later");
        later.start(() -> {
            try {
                later.getResponse().getWriter().print(booking.get());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            later.complete();
        });
    }
}
