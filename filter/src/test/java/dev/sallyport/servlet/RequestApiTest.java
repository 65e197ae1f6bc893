// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static dev.sallyport.servlet.Site.BILLING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application sees of the caller. */
class RequestApiTest {

    @TempDir
    Path folder;

    /** Says all that the request says of the caller. */
    static class Who extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Principal principal = request.getUserPrincipal();
            X509Certificate[] chain = (X509Certificate[]) request.getAttribute(Facts.CERTIFICATES);
            PeerIdentity peer = (PeerIdentity) request.getAttribute(PeerIdentity.ATTRIBUTE);
            response.getWriter()
                    .print("%s|%s|%s|%s|%s|%s"
                            .formatted(
                                    principal == null ? "nobody" : principal.getName(),
                                    request.getRemoteUser(),
                                    request.getAuthType(),
                                    request.isUserInRole("admin"),
                                    chain == null ? "none" : chain.length,
                                    peer == null ? "no peer" : peer.trust()));
        }
    }

    @RequireClientCert
    static final class GuardedWho extends Who {}

    @RequireClientCert(trust = "other")
    static final class OthersOnly extends Who {}

    /** Says which of some roles the caller has. */
    @RequireClientCert
    static final class GuardedRoles extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            for (String role : new String[] {"admin", "Order Clerk", "other", "unknown", "*", "**"}) {
                response.getWriter().print(request.isUserInRole(role) ? role + ' ' : "");
            }
            response.getWriter().print(request.isUserInRole(null) ? "null" : "");
        }
    }

    private static final String NOBODY = "nobody|null|null|false|none|no peer";
    private static final String AS_BILLING =
            "spiffe://acme.example/billing|spiffe://acme.example/billing|CLIENT_CERT|false|1|default";

    @Test
    void a_guarded_servlet_knows_its_caller_in_every_accessor() throws Exception {
        try (Site site =
                Site.trustingAcme(folder).servlet("/who", new GuardedWho()).start()) {
            assertThat(site.get("/who", BILLING).body()).isEqualTo(AS_BILLING);
        }
    }

    @Test
    void an_unguarded_path_knows_nobody_and_keeps_what_the_container_gave() throws Exception {
        try (Site site = Site.trustingAcme(folder).servlet("/who", new Who()).start()) {
            assertThat(site.get("/who", BILLING).body()).isEqualTo("nobody|null|null|false|1|no peer");
            assertThat(site.get("/who").body()).isEqualTo(NOBODY);
        }
    }

    @Test
    void with_identity_trust_every_path_knows_who_can_prove_it_and_sees_no_unverified_certificate() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .param("identity.trust", "default")
                .servlet("/who", new Who())
                .start()) {
            Issued rogue = TestCa.named("Rogue").client("billing").issue();

            assertThat(site.get("/who", BILLING).body()).isEqualTo(AS_BILLING);
            assertThat(site.get("/who", rogue).body()).isEqualTo(NOBODY);
            assertThat(site.get("/who").body()).isEqualTo(NOBODY);
        }
    }

    @Test
    void a_peer_of_one_trust_does_not_satisfy_another() throws Exception {
        TestCa other = TestCa.named("Other CA");
        Path anchors = Files.writeString(folder.resolve("other.pem"), other.pem());
        try (Site site = Site.trustingAcme(folder)
                .param("trust.other.anchors", anchors.toString())
                .param("require", "/*")
                .servlet("/both", new OthersOnly())
                .servlet("/acme", new Who())
                .start()) {
            Issued ofOther = other.client("x").issue();

            assertThat(site.get("/acme", BILLING).statusCode()).isEqualTo(200);
            assertThat(site.get("/both", BILLING).statusCode()).isEqualTo(403);
            assertThat(site.get("/both", ofOther).statusCode()).isEqualTo(403);
        }
    }

    /** As by a dispatch to another context. */
    @Test
    void a_peer_of_one_application_is_no_peer_of_another() throws Exception {
        try (Site ours = Site.trustingAcme(folder)
                        .servlet("/who", new GuardedWho())
                        .start();
                Site others = Site.trustingAcme(folder).start()) {
            BareRequest request = new BareRequest(ours.servletName(), BILLING.certificate()).again();
            List<Object> seen = new ArrayList<>();

            ours.filters().get(0).doFilter(request, new BareResponse(), (guarded, response) -> {
                seen.add(guarded.getAttribute(PeerIdentity.ATTRIBUTE));
                others.filters().get(0).doFilter(guarded, response, (again, answer) -> {
                    seen.add(again.getAttribute(PeerIdentity.ATTRIBUTE));
                    seen.add(requireNonNull(Exchange.begun(again)).caller());
                });
            });

            assertThat(seen).element(0).isInstanceOf(PeerIdentity.class);
            assertThat(seen).element(1).isNull();
            assertThat(seen).element(2).isSameAs(Exchange.UNASKED);
        }
    }

    @Test
    void a_caller_whom_report_only_lets_in_is_nobody() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .param("trust.default.report-only", "true")
                .servlet("/who", new GuardedWho())
                .start()) {
            Issued rogue = TestCa.named("Rogue").client("billing").issue();

            assertThat(site.get("/who", rogue).body()).isEqualTo(NOBODY);
            assertThat(site.get("/who", BILLING).body()).isEqualTo(AS_BILLING);
            assertThat(site.codes()).contains("would-refuse");
        }
    }

    @Test
    void the_containers_own_caller_stays_unless_a_setting_replaces_him() throws Exception {
        try (Site site = withContainersOwnCaller().start();
                Site replacing =
                        withContainersOwnCaller().param("principal", "replace").start()) {
            assertThat(site.get("/who", BILLING).body()).isEqualTo("container|container|BASIC|true|1|default");
            assertThat(replacing.get("/who", BILLING).body()).isEqualTo(AS_BILLING);
        }
    }

    @Test
    void a_caller_has_the_roles_whose_rules_match_him_under_their_trust() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .param("trust.other.anchors", "container")
                .param("roles.admin", "spiffe://acme.example/billing, spiffe://acme.example/shipping")
                .param("roles.admin.trust", "default")
                .param("roles.Order Clerk", "spiffe://acme.example/shipping")
                .param("roles.Order Clerk.trust", "default")
                .param("roles.other", "spiffe://acme.example/billing")
                .param("roles.other.trust", "other")
                .servlet("/roles", new GuardedRoles())
                .start()) {
            Issued shipping = Site.ACME
                    .client("shipping")
                    .spiffe("spiffe://acme.example/shipping")
                    .issue();

            assertThat(site.get("/roles", BILLING).body()).isEqualTo("admin ** ");
            assertThat(site.get("/roles", shipping).body()).isEqualTo("admin Order Clerk ** ");
        }
    }

    @Test
    void roles_follow_the_containers_own_caller_and_report_only_gives_none() throws Exception {
        Issued rogue = TestCa.named("Rogue")
                .client("billing")
                .spiffe("spiffe://acme.example/billing")
                .issue();
        try (Site own = withContainersOwnCaller()
                        .param("roles.admin", "spiffe://nobody.example/x")
                        .start();
                Site reporting = Site.trustingAcme(folder)
                        .param("trust.default.report-only", "true")
                        .param("roles.admin", "spiffe://acme.example/billing")
                        .servlet("/roles", new GuardedRoles())
                        .start()) {
            assertThat(own.get("/who", BILLING).body()).isEqualTo("container|container|BASIC|true|1|default");
            assertThat(reporting.get("/roles", rogue).body()).isEmpty();
            assertThat(reporting.get("/roles", BILLING).body()).isEqualTo("admin ** ");
        }
    }

    /** As a container that has authenticated the caller by itself would. */
    private Site withContainersOwnCaller() throws IOException {
        Filter login = (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return () -> "container";
                    }

                    @Override
                    public String getRemoteUser() {
                        return "container";
                    }

                    @Override
                    public String getAuthType() {
                        return BASIC_AUTH;
                    }

                    @Override
                    public boolean isUserInRole(String role) {
                        return true;
                    }
                },
                response);
        return Site.trustingAcme(folder)
                .servlet("/who", new GuardedWho())
                .before((annotated, context) -> context.addFilter("login", login)
                        .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*"));
    }

    @Test
    void a_guarded_answer_is_private_unless_the_application_says_otherwise() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .servlet("/who", new GuardedWho())
                .servlet("/open", new Who())
                .start()) {
            assertThat(site.get("/who", BILLING).headers().allValues("Cache-Control"))
                    .containsExactly("private");
            assertThat(site.get("/open", BILLING).headers().allValues("Cache-Control"))
                    .isEmpty();
        }
    }

    @Test
    void session_ids_travel_in_secure_cookies_that_no_script_reads() throws Exception {
        HttpServlet session = new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                request.getSession();
                response.getWriter().print(response.encodeURL("/next"));
            }
        };
        try (Site site = Site.trustingAcme(folder).servlet("/session", session).start()) {
            var answer = site.get("/session");

            assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure", "; HttpOnly");
            assertThat(answer.body()).isEqualTo("/next");
        }
    }

    @Test
    void a_preflight_is_refused_and_can_be_let_pass_as_nobody() throws Exception {
        try (Site strict = Site.trustingAcme(folder)
                        .servlet("/who", new GuardedWho())
                        .start();
                Site lenient = Site.trustingAcme(folder)
                        .servlet("/who", new GuardedWho())
                        .param("cors-preflight", "pass")
                        .start()) {
            assertThat(preflight(strict, "OPTIONS", "X-Nothing").statusCode()).isEqualTo(403);
            assertThat(preflight(lenient, "OPTIONS", "X-Nothing").body()).isEqualTo(NOBODY);
            assertThat(preflight(lenient, "GET", "X-Nothing").statusCode()).isEqualTo(403);
            assertThat(preflight(lenient, "OPTIONS", "X-HTTP-Method-Override").statusCode())
                    .isEqualTo(403);
        }
    }

    private static HttpResponse<String> preflight(Site site, String method, String header) throws Exception {
        return site.send(
                Site.stranger(),
                Site.request("https://localhost:" + site.httpsPort() + "/who")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Origin", "https://app.example")
                        .header("Access-Control-Request-Method", "GET")
                        .header(header, "GET"));
    }
}
