// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static dev.sallyport.servlet.Site.ACME;
import static dev.sallyport.servlet.Site.BILLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.testca.Issued;
import dev.sallyport.token.CertificateBoundToken;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stolen token, presented with a certificate of the thief's own. */
class BoundTokenOverTlsTest {

    private static final Issued THIEF =
            ACME.client("thief").spiffe("spiffe://acme.example/thief").issue();

    @TempDir
    Path folder;

    /** Knows a token, {@code billing}, that is bound to whom that is; others are bound to nobody. */
    static final class Accounts extends HttpServlet {
        private final Map<String, Map<String, String>> confirmations;

        Accounts(String billing) {
            this.confirmations = Map.of("billing", Map.of("x5t#S256", billing));
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            PeerIdentity caller = (PeerIdentity) request.getUserPrincipal();
            response.getWriter().print("before");
            CertificateBoundToken.require(confirmations.get(request.getParameter("token")), caller);
            response.getWriter().print(" accounts of " + caller.getName());
        }
    }

    private Site site() throws Exception {
        return Site.trustingAcme(folder)
                .servlet("/accounts", new Accounts(thumbprint(BILLING)))
                .param("require", "/accounts")
                .start();
    }

    @Test
    void a_stolen_token_is_refused_from_another_proven_caller_and_goes_on_working_for_its_owner() throws Exception {
        try (Site site = site()) {
            HttpResponse<String> stolen = site.get("/accounts?token=billing", THIEF);
            HttpResponse<String> own = site.get("/accounts?token=billing", BILLING);

            assertThat(stolen.statusCode()).isEqualTo(401);
            assertThat(stolen.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer error=\"invalid_token\"");
            assertThat(stolen.body())
                    .contains("\"code\":\"token-mismatch\"", "\"status\":401")
                    .doesNotContain("before", thumbprint(BILLING));
            assertThat(own.body()).isEqualTo("before accounts of spiffe://acme.example/billing");
            assertThat(site.events)
                    .filteredOn(Event.Refused.class::isInstance)
                    .singleElement()
                    .satisfies(event ->
                            assertThat(((Event.Refused) event).refusal()).isInstanceOf(Refusal.TokenMismatch.class))
                    .satisfies(event ->
                            assertThat(event.message()).contains("spiffe://acme.example/thief", thumbprint(BILLING)));
        }
    }

    @Test
    void a_bearer_token_is_refused_where_a_binding_is_required() throws Exception {
        try (Site site = site()) {
            HttpResponse<String> bearer = site.get("/accounts?token=bearer", BILLING);

            assertThat(bearer.statusCode()).isEqualTo(401);
            assertThat(bearer.body()).contains("\"code\":\"token-unbound\"");
            assertThat(bearer.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer error=\"invalid_token\"");
        }
    }

    @Test
    void no_other_refusal_asks_for_a_token() throws Exception {
        try (Site site = site()) {
            HttpResponse<String> nobody = site.get("/accounts?token=billing");

            assertThat(nobody.statusCode()).isEqualTo(403);
            assertThat(nobody.headers().allValues("WWW-Authenticate")).isEmpty();
        }
    }

    private static String thumbprint(Issued issued) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(issued.certificate().getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
