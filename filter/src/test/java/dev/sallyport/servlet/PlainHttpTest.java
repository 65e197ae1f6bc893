// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainHttpTest {

    @TempDir
    Path folder;

    static final class Page extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("page");
        }
    }

    private Site site() throws IOException {
        return Site.trustingAcme(folder).servlet("/*", new Page()).param("https.port", "8443");
    }

    @Test
    void a_get_is_sent_to_the_same_target_over_https() throws Exception {
        try (Site site = site().start()) {
            String answer = site.raw("GET /a%20b/?q=%7e&r=a+b HTTP/1.1", "Host: www.example:8080");

            assertThat(answer)
                    .startsWith("HTTP/1.1 308 ")
                    .contains("\r\nLocation: https://www.example:8443/a%20b/?q=%7e&r=a+b\r\n")
                    .contains("\r\nCache-Control: no-store\r\n")
                    .doesNotContain("Strict-Transport-Security", "Set-Cookie", "page");
        }
    }

    @Test
    void a_redirect_to_a_host_of_ours_may_be_cached() throws Exception {
        try (Site site = site().param("https.allowed-hosts", "www.example").start()) {
            assertThat(site.raw("GET / HTTP/1.1", "Host: www.example"))
                    .contains("\r\nLocation: https://www.example:8443/\r\n")
                    .doesNotContain("no-store");
            assertThat(site.raw("GET / HTTP/1.1", "Host: evil.example"))
                    .startsWith("HTTP/1.1 421 ")
                    .contains("host-not-allowed");
        }
    }

    @ParameterizedTest(name = "{0} with \"{1}\" is answered {2} {3}")
    @CsvSource({
        "POST,   X-Nothing: 1,                      403, plaintext-method",
        "DELETE, X-Nothing: 1,                      403, plaintext-method",
        "GET,    Authorization: Bearer s3cr3t,      403, plaintext-secret",
        "HEAD,   X-Nothing: 1,                      308, ''",
        "GET,    X-Api-Key: s3cr3t,                 403, plaintext-secret",
        "GET,    X-Forwarded-Proto: https,          403, untrusted-proxy",
        "GET,    Forwarded: for=1.2.3.4;proto=https, 403, untrusted-proxy",
        "POST,   X-Forwarded-Proto: https,          403, untrusted-proxy",
        "GET,    X-Forwarded-Proto: http,           308, ''",
    })
    void what_comes_over_plain_http(String method, String header, int status, String code) throws Exception {
        try (Site site = site().start()) {
            String answer = site.raw(method + " /x HTTP/1.1", "Host: localhost", header);

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains(code);
            assertThat(answer).doesNotContain("s3cr3t", "page", "Strict-Transport-Security");
            assertThat(site.events.toString()).doesNotContain("s3cr3t");
        }
    }

    @Test
    void the_operator_learns_which_header_leaked_and_never_its_value() throws Exception {
        try (Site site = site().start()) {
            site.raw("GET /x?token=s3cr3t HTTP/1.1", "Host: localhost", "Authorization: Basic s3cr3t");

            assertThat(site.events)
                    .filteredOn(Event.Refused.class::isInstance)
                    .singleElement()
                    .satisfies(event -> {
                        Event.Refused refused = (Event.Refused) event;
                        assertThat(refused.refusal()).isEqualTo(new Refusal.PlaintextSecret("Authorization"));
                        assertThat(refused.target()).isEqualTo("/x");
                    });
        }
    }

    @Test
    void the_token_of_an_acme_challenge_is_served_over_plain_http() throws Exception {
        try (Site site = site().start()) {
            assertThat(site.raw("GET /.well-known/acme-challenge/abc_DEF-123 HTTP/1.1", "Host: localhost"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("page")
                    .doesNotContain("Strict-Transport-Security");
            assertThat(site.raw("POST /.well-known/acme-challenge/abc_DEF-123 HTTP/1.1", "Host: localhost"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void report_only_lets_plain_http_pass_and_tells() throws Exception {
        try (Site site = site().param("https.report-only", "true").start()) {
            assertThat(site.raw("POST /x HTTP/1.1", "Host: localhost", "Content-Length: 0"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(site.raw("GET /x HTTP/1.1", "Host: localhost")).startsWith("HTTP/1.1 200 ");
            assertThat(site.codes()).filteredOn("would-refuse"::equals).hasSize(2);
        }
    }

    @Test
    void a_redirect_can_be_a_refusal_instead() throws Exception {
        try (Site site = site().param("https.redirect", "false").start()) {
            assertThat(site.raw("GET /x HTTP/1.1", "Host: localhost"))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("\"plaintext\"");
        }
    }

    @Test
    void a_malformed_host_is_a_bad_request() throws Exception {
        try (Site site = site().start()) {
            assertThat(site.raw("GET /x HTTP/1.0")).startsWith("HTTP/1.1 400 ").contains("bad-host");
            assertThat(site.raw("GET /x HTTP/1.1", "Host: a_b..example")).startsWith("HTTP/1.1 400 ");
        }
    }
}
