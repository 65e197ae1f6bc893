// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static dev.sallyport.servlet.Site.ACME;
import static dev.sallyport.servlet.Site.BILLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each refusal of a certificate, earned over a real TLS connection; {@code billing} is the neighbour who passes. */
class RefusalOverTlsTest {

    private final Instant now = InstantSource.system().instant();

    @TempDir
    Path folder;

    static final class Orders extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("orders of " + request.getRemoteUser());
        }
    }

    private Site site() throws IOException {
        return Site.trustingAcme(folder).servlet("/orders/*", new Orders()).param("require", "/orders/*");
    }

    private void refused(Issued client, String code) throws Exception {
        try (Site site = site().start()) {
            HttpResponse<String> answer = site.get("/orders/1", client);

            assertThat(answer.body()).contains("\"code\":\"" + code + "\"").doesNotContain("orders of");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(site.get("/orders/1", BILLING).body()).isEqualTo("orders of spiffe://acme.example/billing");
        }
    }

    @Test
    void no_certificate() throws Exception {
        try (Site site = site().start()) {
            assertThat(site.get("/orders/1").body()).contains("\"code\":\"no-certificate\"");
            assertThat(site.codes()).contains("refused", "never-asked");
        }
    }

    @Test
    void an_expired_one() throws Exception {
        refused(
                ACME.client("late")
                        .from(now.minus(Duration.ofDays(9)))
                        .until(now.minusSeconds(60))
                        .issue(),
                "expired");
    }

    @Test
    void one_of_tomorrow() throws Exception {
        refused(ACME.client("early").from(now.plus(Duration.ofDays(1))).issue(), "not-yet-valid");
    }

    @Test
    void one_of_another_ca_with_the_same_name() throws Exception {
        refused(TestCa.named("Acme CA").client("billing").issue(), "unknown-issuer");
    }

    @Test
    void one_for_servers() throws Exception {
        refused(ACME.client("shop").usage(Usage.SERVER_AUTH).issue(), "wrong-usage");
    }

    @Test
    void one_with_a_short_key() throws Exception {
        refused(ACME.client("short").rsa(1024).issue(), "weak-algorithm");
    }

    @Test
    void one_without_a_name() throws Exception {
        refused(ACME.client("x").subject("O=Acme").issue(), "no-name");
    }

    @Test
    void one_that_the_rules_do_not_allow() throws Exception {
        try (Site site =
                site().param("require.allow", "spiffe://acme.example/billing").start()) {
            Issued other =
                    ACME.client("other").spiffe("spiffe://acme.example/other").issue();

            assertThat(site.get("/orders/1", other).body()).contains("\"code\":\"not-allowed\"");
            assertThat(site.get("/orders/1", BILLING).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void one_that_is_not_among_the_exact_ones() throws Exception {
        Issued partner = TestCa.named("none").client("partner").selfSigned().issue();
        Issued forged = TestCa.named("none").client("partner").selfSigned().issue();
        Path file = Files.writeString(folder.resolve("partner.pem"), partner.pem());
        try (Site site = Site.plain()
                .param("trust.default.certificates", file.toString())
                .servlet("/orders/*", new Orders())
                .param("require", "/orders/*")
                .start()) {
            assertThat(site.get("/orders/1", forged).body()).contains("\"code\":\"unknown-certificate\"");
            assertThat(site.get("/orders/1", partner).body()).isEqualTo("orders of partner");
        }
    }

    @Test
    void several_names_where_a_setting_chose_their_source() throws Exception {
        try (Site site = site().param("trust.default.name", "dns").start()) {
            Issued two = ACME.client("x").dns("a.example").dns("b.example").issue();
            Issued one = ACME.client("x").dns("a.example").issue();

            assertThat(site.get("/orders/1", two).body()).contains("\"code\":\"ambiguous-name\"");
            assertThat(site.get("/orders/1", one).body()).isEqualTo("orders of a.example");
        }
    }

    @Test
    void a_weak_cipher_suite() throws Exception {
        try (Site site = site().start()) {
            var tls = BILLING.sslContext(Site.SERVER_CA);
            String weak = site.overTls(tls, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "/orders/1");
            String good = site.overTls(tls, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "/orders/1");

            assertThat(weak).contains("\"code\":\"weak-tls\"").startsWith("HTTP/1.1 403 ");
            assertThat(good).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void the_caller_learns_the_code_and_an_id_and_the_operator_the_evidence_under_the_same_id() throws Exception {
        try (Site site = site().start()) {
            HttpResponse<String> answer = site.get(
                    "/orders/1", TestCa.named("Rogue").client("mallory").issue());

            Event.Refused event = (Event.Refused) site.events.stream()
                    .filter(Event.Refused.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertThat(event.id()).startsWith("urn:uuid:");
            assertThat(answer.body()).contains(event.id()).doesNotContain("Rogue", "mallory");
            assertThat(event.message()).contains("CN=mallory", "CN=Rogue");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Vary")).hasValue("Accept");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void a_person_gets_a_page() throws Exception {
        try (Site site = site().start()) {
            HttpResponse<String> answer = site.send(
                    Site.stranger(),
                    Site.request("https://localhost:" + site.httpsPort() + "/orders/1")
                            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));

            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(answer.body()).contains("<code>no-certificate</code>", "urn:uuid:");
        }
    }
}
