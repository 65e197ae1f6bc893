// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.RequireClientCert;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways around a guard: every one of them meets it. */
class DispatchTest {

    @TempDir
    Path folder;

    /** What nobody without a certificate may read. */
    @RequireClientCert
    public static class Vault extends HttpServlet {
        /** Made by the container. */
        public Vault() {}

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("gold for " + request.getRemoteUser());
        }
    }

    static final class VaultAnnex extends Vault {}

    private interface Way {
        void lead(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    /** An open door that leads to the vault. */
    static final class Passage extends HttpServlet {
        private final transient Way way;

        Passage(Way way) {
            this.way = way;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            way.lead(request, response);
        }
    }

    private void theVaultStaysShutBehind(Way way) throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .servlet("/vault", new Vault())
                .servlet("/open", new Passage(way))
                .but(context -> context.getServletHandler().getServlets()[0].setName("vault"))
                .but(context ->
                        context.getServletHandler().getServletMappings()[0].setServletName("vault"))
                .but(context -> {
                    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
                    errors.addErrorPage(418, "/vault");
                    context.setErrorHandler(errors);
                })
                .start()) {
            var stranger = site.get("/open");
            var billing = site.get("/open", Site.BILLING);

            assertThat(stranger.body()).doesNotContain("gold").contains("\"code\":\"no-certificate\"");
            assertThat(stranger.statusCode()).isEqualTo(403);
            assertThat(billing.body()).contains("gold for spiffe://acme.example/billing");
        }
    }

    @Test
    void a_request_meets_the_guard() throws Exception {
        try (Site site =
                Site.trustingAcme(folder).servlet("/vault", new Vault()).start()) {
            assertThat(site.get("/vault").statusCode()).isEqualTo(403);
            assertThat(site.get("/vault", Site.BILLING).body()).isEqualTo("gold for spiffe://acme.example/billing");
        }
    }

    @Test
    void a_forward_meets_the_guard() throws Exception {
        theVaultStaysShutBehind(
                (request, response) -> request.getRequestDispatcher("/vault").forward(request, response));
    }

    @Test
    void a_forward_after_half_a_page_meets_the_guard() throws Exception {
        theVaultStaysShutBehind((request, response) -> {
            response.getWriter().print("half a page");
            request.getRequestDispatcher("/vault").forward(request, response);
        });
    }

    @Test
    void an_include_meets_the_guard() throws Exception {
        theVaultStaysShutBehind(
                (request, response) -> request.getRequestDispatcher("/vault").include(request, response));
    }

    @Test
    void a_named_forward_meets_the_guard() throws Exception {
        theVaultStaysShutBehind((request, response) ->
                request.getServletContext().getNamedDispatcher("vault").forward(request, response));
    }

    @Test
    void a_named_include_meets_the_guard() throws Exception {
        theVaultStaysShutBehind((request, response) ->
                request.getServletContext().getNamedDispatcher("vault").include(request, response));
    }

    @Test
    void an_async_dispatch_meets_the_guard() throws Exception {
        theVaultStaysShutBehind((request, response) -> {
            AsyncContext async = request.startAsync();
            async.dispatch("/vault");
        });
    }

    /** As on Payara, where a dispatch begins while the thread that asked for it is still on its way out. */
    @Test
    void a_caller_stays_known_to_what_goes_on_asynchronously() throws Exception {
        try (Site site =
                Site.trustingAcme(folder).servlet("/vault", new Vault()).start()) {
            BareRequest request = new BareRequest(site.servletName(), Site.BILLING.certificate()).again();
            List<HttpServletRequest> seen = new ArrayList<>();

            site.filters().get(0).doFilter(request, new BareResponse(), (guarded, response) -> {
                guarded.startAsync();
                seen.add((HttpServletRequest) guarded);
            });

            assertThat(seen.get(0).getRemoteUser()).isEqualTo("spiffe://acme.example/billing");
        }
    }

    /** As a template engine does, to print into a page what the include has answered. */
    @Test
    void an_answer_is_kept_private_after_an_include_into_a_response_that_the_application_has_made() throws Exception {
        try (Site site =
                Site.trustingAcme(folder).servlet("/vault", new Vault()).start()) {
            HttpServletRequest request =
                    new HttpServletRequestWrapper(new BareRequest("default", Site.BILLING.certificate()).again()) {
                        @Override
                        public ServletContext getServletContext() {
                            return site.context.getServletContext();
                        }
                    };
            Filter front = site.filters().get(0);
            BareResponse answer = new BareResponse();
            BareResponse included = new BareResponse();

            front.doFilter(request, answer, (guarded, response) -> {
                front.doFilter(guarded, included, (again, page) -> {});
                Guard.enter((HttpServletRequest) guarded, Vault.class.getAnnotation(RequireClientCert.class));
            });

            assertThat(answer.headers).containsEntry("Cache-Control", "private");
            assertThat(included.headers).doesNotContainKey("Cache-Control");
        }
    }

    @Test
    void an_error_page_meets_the_guard() throws Exception {
        theVaultStaysShutBehind((request, response) -> response.sendError(418));
    }

    @Test
    void an_unannotated_subclass_is_guarded_as_its_superclass() throws Exception {
        try (Site site =
                Site.trustingAcme(folder).servlet("/annex", new VaultAnnex()).start()) {
            assertThat(site.get("/annex").statusCode()).isEqualTo(403);
            assertThat(site.get("/annex", Site.BILLING).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_servlet_that_a_listener_adds_is_guarded() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .annotated(Vault.class)
                .but(context -> context.addEventListener(new ServletContextListener() {
                    @Override
                    public void contextInitialized(ServletContextEvent event) {
                        event.getServletContext()
                                .addServlet("late", new Vault())
                                .addMapping("/late");
                    }
                }))
                .start()) {
            assertThat(site.get("/late").statusCode()).isEqualTo(403);
            assertThat(site.get("/late", Site.BILLING).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void two_names_of_one_class_are_both_guarded() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .but(context -> context.addServlet(new ServletHolder("one", Vault.class), "/one"))
                .but(context -> context.addServlet(new ServletHolder("two", Vault.class), "/two/*"))
                .start()) {
            assertThat(site.get("/one").statusCode()).isEqualTo(403);
            assertThat(site.get("/two/x").statusCode()).isEqualTo(403);
        }
    }
}
