// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static dev.sallyport.servlet.Site.ACME;
import static dev.sallyport.servlet.Site.BILLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers behind a proxy that shows a secret over plain HTTP, or a certificate of its own over TLS. */
class ForwardedCallerTest {

    private static final String SECRET = "only-the-edge-and-we-know-this";
    private static final TestCa PROXIES = TestCa.named("Infrastructure CA");
    private static final Issued EDGE =
            PROXIES.client("edge").spiffe("spiffe://infra.example/edge").issue();

    private final Instant now = InstantSource.system().instant();

    @TempDir
    Path folder;

    static class Orders extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            PeerIdentity peer = (PeerIdentity) request.getAttribute(PeerIdentity.ATTRIBUTE);
            response.getWriter()
                    .print(request.getRemoteUser() + " by " + (peer == null ? "nothing" : peer.way()) + " to "
                            + request.getRequestURL() + " secure " + request.isSecure() + " from "
                            + request.getRemoteAddr());
        }
    }

    @RequireClientCert(via = Via.DIRECT)
    static final class Vault extends Orders {}

    /** Says its own, or begins anew. */
    static final class Careless extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().endsWith("/own")) {
                response.setHeader("Vary", "Accept");
                response.setHeader("Cache-Control", "max-age=60");
            } else {
                response.reset();
            }
            response.getWriter().print("careless");
        }
    }

    /** What of an unguarded page's request speaks of a caller. */
    static final class Page extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getParameter("to") != null) {
                response.sendRedirect(request.getParameter("to"));
                return;
            }
            response.getWriter()
                    .print(request.getAttribute(Facts.CERTIFICATES) + " " + request.getHeader("Client-Cert") + " "
                            + request.getHeader("client_cert") + " " + request.getHeader("X-Sallyport-Proxy"));
        }
    }

    private Site site() throws IOException {
        return Site.trustingAcme(folder)
                .param(
                        "trust.infra.anchors",
                        Files.writeString(folder.resolve("infra.pem"), PROXIES.pem())
                                .toString())
                .servlet("/orders/*", new Orders())
                .servlet("/vault/*", new Vault())
                .servlet("/page/*", new Page())
                .servlet("/careless/*", new Careless())
                .param("require", "/orders/*, /careless/*");
    }

    private Site behindEdge() throws IOException {
        return site().param("proxy.edge.secret", SECRET)
                .param("proxy.edge.forwarding", "x-forwarded")
                .param("proxy.edge.certificates", "rfc9440")
                .param("proxy.edge.cipher-suite-header", "X-SSL-Cipher");
    }

    private static String certificate(Issued client) {
        try {
            return "Client-Cert: :"
                    + Base64.getEncoder().encodeToString(client.certificate().getEncoded()) + ":";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("no bytes", e);
        }
    }

    /** As the edge sends it on, with these lines more. */
    private static String[] viaEdge(String target, String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "GET " + target + " HTTP/1.1",
                "Host: backend",
                "X-Sallyport-Proxy: " + SECRET,
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: www.example",
                "X-Forwarded-For: 203.0.113.9",
                "X-SSL-Cipher: ECDHE-RSA-AES128-GCM-SHA256"));
        lines.addAll(List.of(more));
        return lines.toArray(String[]::new);
    }

    @Test
    void a_caller_whom_the_edge_forwards_is_known_with_the_edge_and_his_first_connection() throws Exception {
        try (Site site = behindEdge().start()) {
            String first = site.raw(viaEdge("/orders/1", certificate(BILLING)));
            String again = site.raw(viaEdge("/orders/1", certificate(BILLING)));

            assertThat(first)
                    .startsWith("HTTP/1.1 200 ")
                    .contains("spiffe://acme.example/billing by Proxied[proxy=edge, ")
                    .contains(" to https://www.example/orders/1 secure true from 203.0.113.9")
                    .contains("\r\nStrict-Transport-Security: ", "\r\nVary: Client-Cert\r\n");
            assertThat(again).contains("spiffe://acme.example/billing by Proxied[proxy=edge, ");
        }
    }

    @Test
    void a_caller_without_a_certificate_is_nobody() throws Exception {
        refused("no-certificate");
    }

    @Test
    void an_expired_certificate_is_refused_as_a_direct_one() throws Exception {
        refused(
                "expired",
                certificate(ACME.client("late")
                        .from(now.minus(Duration.ofDays(9)))
                        .until(now.minusSeconds(60))
                        .issue()));
    }

    @Test
    void a_certificate_of_another_ca_is_refused_as_a_direct_one() throws Exception {
        refused("unknown-issuer", certificate(PROXIES.client("billing").issue()));
    }

    @Test
    void a_certificate_twice_is_refused() throws Exception {
        refused("forwarded-conflict", certificate(BILLING), certificate(BILLING));
    }

    @Test
    void what_is_no_certificate_is_refused_although_nothing_requires_one() throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(viaEdge("/page/", "Client-Cert: :AAAA:")))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"code\":\"forwarded-malformed\"");
        }
    }

    @Test
    void a_certificate_over_a_first_connection_without_tls_is_refused() throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(
                            "GET /orders/1 HTTP/1.1",
                            "Host: backend",
                            "X-Sallyport-Proxy: " + SECRET,
                            "X-Forwarded-Proto: http",
                            certificate(BILLING)))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("forwarded-conflict");
        }
    }

    @Test
    void the_answer_varies_by_the_header_whatever_the_application_says() throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(viaEdge("/careless/own", certificate(BILLING))))
                    .contains("\r\nVary: Accept\r\n", "\r\nVary: Client-Cert\r\n", "\r\nCache-Control: max-age=60\r\n")
                    .doesNotContain("private");
            assertThat(site.raw(viaEdge("/careless/reset", certificate(BILLING))))
                    .containsOnlyOnce("\r\nVary: Client-Cert\r\n")
                    .contains("\r\nCache-Control: private\r\n");
            assertThat(site.get("/careless/own", BILLING).headers().allValues("Vary"))
                    .containsExactly("Accept");
        }
    }

    @Test
    void early_data_is_not_answered_where_a_certificate_is_required() throws Exception {
        try (Site site = behindEdge().start()) {
            site.raw(viaEdge("/orders/1", certificate(BILLING)));

            assertThat(site.raw(viaEdge("/orders/1", certificate(BILLING), "Early-Data: 1")))
                    .startsWith("HTTP/1.1 425 ")
                    .contains("too-early");
            assertThat(site.raw(viaEdge("/page/", "Early-Data: 1"))).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void a_forwarded_certificate_does_not_open_what_must_be_reached_directly() throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(viaEdge("/vault/1", certificate(BILLING)))).contains("\"code\":\"wrong-way\"");
            assertThat(site.get("/vault/1", BILLING).body()).contains("spiffe://acme.example/billing by Direct");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "only-the-edge-and-we-know-thi", "only-the-edge-and-we-know-thisX", "x"})
    void whoever_does_not_know_the_secret_is_a_stranger(String secret) throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(
                            "GET /orders/1 HTTP/1.1",
                            "Host: backend",
                            "X-Sallyport-Proxy: " + secret,
                            "X-Forwarded-Proto: https",
                            certificate(BILLING)))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("untrusted-proxy");
        }
    }

    @Test
    void a_stranger_over_tls_is_asked_for_a_certificate_of_his_own() throws Exception {
        try (Site site = behindEdge().start()) {
            HttpRequest.Builder request = Site.request("https://localhost:" + site.httpsPort() + "/orders/1")
                    .header("Client-Cert", certificate(BILLING).substring("Client-Cert: ".length()));

            assertThat(site.send(Site.stranger(), request).body()).contains("\"code\":\"no-certificate\"");
        }
    }

    @Test
    void plain_http_at_the_edge_is_sent_to_https_there() throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(
                            "GET /orders/1?a=b HTTP/1.1",
                            "Host: backend",
                            "X-Sallyport-Proxy: " + SECRET,
                            "X-Forwarded-Proto: http",
                            "X-Forwarded-Host: www.example"))
                    .startsWith("HTTP/1.1 308 ")
                    .contains("\r\nLocation: https://www.example/orders/1?a=b\r\n")
                    .doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void a_weak_cipher_suite_at_the_edge_is_refused() throws Exception {
        try (Site site = behindEdge().start()) {
            String[] lines = viaEdge("/page/");
            lines[6] = "X-SSL-Cipher: AES128-SHA";

            assertThat(site.raw(lines)).contains("\"code\":\"weak-tls\"");
        }
    }

    @Test
    void redirects_of_the_application_lead_to_the_host_that_the_caller_knows() throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(viaEdge("/page/?to=/page/next")))
                    .contains("\r\nLocation: https://www.example/page/next\r\n");
            assertThat(site.raw(viaEdge("/page/?to=next"))).contains("\r\nLocation: https://www.example/page/next\r\n");
            assertThat(site.raw(viaEdge("/page/?to=https://other.example/")))
                    .contains("\r\nLocation: https://other.example/\r\n");
        }
    }

    @Test
    void an_unguarded_page_sees_what_the_edge_says_but_neither_aliases_nor_the_secret() throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(viaEdge("/page/", certificate(BILLING), "client_cert: :AAAA:")))
                    .contains("null :MII")
                    .endsWith(": null null");
        }
    }

    @Test
    void a_strangers_header_that_the_application_asks_for_is_hidden_and_counted() throws Exception {
        try (Site site = site().start()) {
            for (int i = 0; i < 11; i++) {
                HttpRequest.Builder request = Site.request("https://localhost:" + site.httpsPort() + "/page/")
                        .header("Client-Cert", ":AAAA:");
                assertThat(site.send(Site.stranger(), request).body()).isEqualTo("null null null null");
            }

            assertThat(site.events.stream()
                            .filter(Event.HeaderHidden.class::isInstance)
                            .map(Event::message))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("client-cert", "127.0.0.1", "(1 so far)"),
                            tenth -> assertThat(tenth).contains("(10 so far)"));
        }
    }

    @Test
    void a_proxy_is_believed_by_its_own_certificate_and_is_never_the_caller() throws Exception {
        Site behind = site().param("proxy.edge.trust", "infra")
                .param("proxy.edge.allow", "spiffe://infra.example/edge")
                .param("proxy.edge.certificates", "rfc9440");
        try (Site site = behind.start()) {
            String url = "https://localhost:" + site.httpsPort();
            String value = certificate(BILLING).substring("Client-Cert: ".length());

            HttpResponse<String> forwarded = site.send(
                    EDGE.sslContext(Site.SERVER_CA),
                    Site.request(url + "/orders/1").header("Client-Cert", value));
            HttpResponse<String> own = site.send(EDGE.sslContext(Site.SERVER_CA), Site.request(url + "/orders/1"));
            HttpResponse<String> page = site.send(EDGE.sslContext(Site.SERVER_CA), Site.request(url + "/page/"));
            HttpResponse<String> other = site.send(
                    PROXIES.client("other").issue().sslContext(Site.SERVER_CA),
                    Site.request(url + "/orders/1").header("Client-Cert", value));

            assertThat(forwarded.body())
                    .startsWith("spiffe://acme.example/billing by Proxied[proxy=edge, identity=Optional[")
                    .contains("spiffe://infra.example/edge");
            assertThat(own.body()).contains("\"code\":\"no-certificate\"");
            assertThat(page.body()).startsWith("null ");
            assertThat(other.body()).contains("\"code\":\"unknown-issuer\"");
            assertThat(site.get("/orders/1", BILLING).body()).contains(" by Direct");
        }
    }

    @Test
    void a_proxy_that_hands_on_the_host_says_the_port_with_the_scheme() throws Exception {
        String[] lines = {
            "GET /orders/1 HTTP/1.1",
            "Host: www.example",
            "X-Sallyport-Proxy: " + SECRET,
            "X-Forwarded-Proto: https",
            "X-SSL-Cipher: ECDHE-RSA-AES128-GCM-SHA256",
            certificate(BILLING)
        };
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(lines)).contains(" to https://www.example/orders/1 ");
            lines[0] = "GET /page/?to=/page/next HTTP/1.1";
            assertThat(site.raw(lines)).contains("\r\nLocation: https://www.example/page/next\r\n");
            lines[1] = "Host: www.example:8443";
            assertThat(site.raw(lines)).contains("\r\nLocation: https://www.example:8443/page/next\r\n");
        }
    }

    @Test
    void a_redirect_to_another_query_stays_on_the_page() throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(viaEdge("/page/list?to=?a=b")))
                    .contains("\r\nLocation: https://www.example/page/list?a=b\r\n");
        }
    }

    @Test
    void an_address_that_a_filter_before_ours_took_from_a_header_proves_nothing() throws Exception {
        Site behind = site().before(Before.first(Before::believed))
                .param("proxy.edge.addresses", "10.1.0.1")
                .param("proxy.edge.forwarding", "x-forwarded")
                .param("proxy.edge.cipher-suite-header", "X-SSL-Cipher");
        try (Site site = behind.start()) {
            assertThat(site.raw(
                            "GET /page/ HTTP/1.1",
                            "Host: backend",
                            "X-Forwarded-For: 10.1.0.1",
                            "X-Forwarded-Proto: https",
                            "X-SSL-Cipher: ECDHE-RSA-AES128-GCM-SHA256"))
                    .doesNotStartWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void the_certificate_of_a_proxy_is_not_shown_even_if_the_container_keeps_it() throws Exception {
        Site behind = site().before(Before.first(Before::keepingCertificates))
                .param("proxy.edge.trust", "infra")
                .param("proxy.edge.certificates", "rfc9440");
        try (Site site = behind.start()) {
            HttpRequest.Builder page = Site.request("https://localhost:" + site.httpsPort() + "/page/");

            assertThat(site.send(EDGE.sslContext(Site.SERVER_CA), page).body()).startsWith("null ");
        }
    }

    @Test
    void a_certificate_that_a_container_made_of_a_header_over_plain_http_is_not_shown() throws Exception {
        Site open = site().before(Before.first(Before::keepingCertificates)).param("https.exempt", "/page/a");
        try (Site site = open.start()) {
            assertThat(site.raw("GET /page/a HTTP/1.1", "Host: localhost")).contains("\r\n\r\nnull ");
        }
    }

    /** What a filter or container before ours makes of a request. */
    private static final class Before {

        private Before() {}

        static ServletContainerInitializer first(UnaryOperator<HttpServletRequest> change) {
            Filter filter =
                    (request, response, chain) -> chain.doFilter(change.apply((HttpServletRequest) request), response);
            return (classes, context) -> context.addFilter("first", filter)
                    .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        }

        /** As Spring's {@code ForwardedHeaderFilter} does: the header becomes the address, and is gone. */
        static HttpServletRequest believed(HttpServletRequest request) {
            return new HttpServletRequestWrapper(request) {
                @Override
                public String getRemoteAddr() {
                    return super.getHeader("X-Forwarded-For");
                }

                @Override
                public @Nullable String getHeader(String name) {
                    return name.equals("X-Forwarded-For") ? null : super.getHeader(name);
                }

                @Override
                public Enumeration<String> getHeaders(String name) {
                    return name.equals("X-Forwarded-For") ? Collections.emptyEnumeration() : super.getHeaders(name);
                }
            };
        }

        /** As Tomcat does. */
        static HttpServletRequest keepingCertificates(HttpServletRequest request) {
            return new HttpServletRequestWrapper(request) {
                @Override
                public @Nullable Object getAttribute(String name) {
                    Object shown = super.getAttribute(name);
                    return shown == null && name.equals(Facts.CERTIFICATES)
                            ? new X509Certificate[] {EDGE.certificate()}
                            : shown;
                }
            };
        }
    }

    private void refused(String code, String... lines) throws Exception {
        try (Site site = behindEdge().start()) {
            assertThat(site.raw(viaEdge("/orders/1", lines)))
                    .contains("\"code\":\"" + code + "\"")
                    .doesNotContain("billing by");
            assertThat(site.raw(viaEdge("/orders/1", certificate(BILLING)))).contains("billing by Proxied");
        }
    }
}
