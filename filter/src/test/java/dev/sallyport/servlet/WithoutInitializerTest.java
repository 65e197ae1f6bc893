// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three filters in a web.xml whose {@code <absolute-ordering>} leaves the initializer out. */
class WithoutInitializerTest {

    @TempDir
    Path folder;

    @SafeVarargs
    private Site site(Class<? extends Filter>... filters) throws Exception {
        Site site = Site.trustingAcme(folder).param("https.port", "8443");
        for (Class<? extends Filter> filter : filters) {
            site.but(context -> context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class)));
        }
        return site;
    }

    @Test
    void the_https_filter_alone_redirects_and_sends_no_hsts() throws Exception {
        try (Site site = site(HttpsFilter.class).startWithoutInitializer()) {
            assertThat(site.raw("GET /x HTTP/1.1", "Host: localhost")).startsWith("HTTP/1.1 308 ");
            assertThat(site.get("/x").headers().allValues("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    @Test
    void the_hsts_filter_alone_sends_hsts_and_redirects_nobody() throws Exception {
        try (Site site = site(HstsFilter.class).startWithoutInitializer()) {
            assertThat(site.raw("GET /x HTTP/1.1", "Host: localhost"))
                    .startsWith("HTTP/1.1 404 ")
                    .doesNotContain("Strict-Transport-Security");
            assertThat(site.get("/x").headers().allValues("Strict-Transport-Security"))
                    .hasSize(1);
        }
    }

    @Test
    void the_client_cert_filter_alone_refuses_whoever_has_no_certificate() throws Exception {
        try (Site site = site(ClientCertFilter.class).startWithoutInitializer()) {
            assertThat(site.raw("GET /x HTTP/1.1", "Host: localhost"))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("no-certificate");
            assertThat(site.get("/x").body()).contains("no-certificate");
            assertThat(site.get("/x", Site.BILLING).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void in_any_order_the_three_answer_the_same() throws Exception {
        try (Site one = site(ClientCertFilter.class, HstsFilter.class, HttpsFilter.class)
                        .startWithoutInitializer();
                Site other = site(HttpsFilter.class, HstsFilter.class, ClientCertFilter.class)
                        .startWithoutInitializer()) {
            for (Site site : new Site[] {one, other}) {
                assertThat(site.raw("GET /x HTTP/1.1", "Host: localhost")).startsWith("HTTP/1.1 308 ");
                assertThat(site.get("/x").headers().allValues("Strict-Transport-Security"))
                        .hasSize(1);
                assertThat(site.get("/x").statusCode()).isEqualTo(403);
                assertThat(site.get("/x", Site.BILLING).statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void an_annotated_servlet_that_no_guard_covers_stops_the_deployment() throws Exception {
        assertThatThrownBy(site(HttpsFilter.class).servlet("/vault", new DispatchTest.Vault())::startWithoutInitializer)
                .hasStackTraceContaining("nothing guards it");
    }
}
