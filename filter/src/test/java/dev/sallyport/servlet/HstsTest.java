// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HstsTest {

    @TempDir
    Path folder;

    /** Does to the response what its path says. */
    static final class Careless extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            switch (request.getPathInfo()) {
                case "/reset" -> {
                    response.setHeader("X-Gone", "1");
                    response.reset();
                }
                case "/own" -> {
                    response.setHeader("Strict-Transport-Security", "max-age=0");
                    response.addHeader("strict-transport-security", "max-age=1");
                }
                case "/error" -> response.sendError(404);
                case "/redirect" -> response.sendRedirect("/elsewhere");
                case "/throw" -> throw new ServletException("planned");
                case "/async" -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        async.getResponse().reset();
                        async.complete();
                    });
                }
                default -> response.getWriter().print("page");
            }
        }
    }

    @ParameterizedTest(name = "{0} is answered {1}")
    @CsvSource({
        "/page, 200",
        "/reset, 200",
        "/own, 200",
        "/error, 404",
        "/redirect, 302",
        "/throw, 500",
        "/async, 200",
    })
    void every_response_over_https_bears_the_header_once(String path, int status) throws Exception {
        try (Site site = Site.trustingAcme(folder).servlet("/*", new Careless()).start()) {
            var response = site.get(path);

            assertThat(response.headers().allValues("Strict-Transport-Security"))
                    .containsExactly("max-age=31536000");
            assertThat(response.statusCode()).isEqualTo(status);
        }
    }

    @Test
    void a_path_that_nothing_serves_and_a_refusal_bear_it_too() throws Exception {
        try (Site site = Site.trustingAcme(folder).param("require", "/secret/*").start()) {
            assertThat(site.get("/nothing").headers().allValues("Strict-Transport-Security"))
                    .hasSize(1);
            assertThat(site.get("/secret/x").headers().allValues("Strict-Transport-Security"))
                    .hasSize(1);
        }
    }

    @Test
    void it_says_what_the_settings_say() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .param("hsts.max-age", "P730D")
                .param("hsts.include-sub-domains", "true")
                .param("hsts.preload", "true")
                .start()) {
            assertThat(site.get("/").headers().allValues("Strict-Transport-Security"))
                    .containsExactly("max-age=63072000; includeSubDomains; preload");
        }
    }

    @Test
    void it_can_be_off() throws Exception {
        try (Site site = Site.trustingAcme(folder).param("hsts.max-age", "off").start()) {
            assertThat(site.get("/").headers().allValues("Strict-Transport-Security"))
                    .isEmpty();
        }
    }
}
