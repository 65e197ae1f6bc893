// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static dev.sallyport.servlet.Site.ACME;
import static dev.sallyport.servlet.Site.BILLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import dev.sallyport.RequireClientCert;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of peers and whoever else comes with their ids; {@code billing} is A. */
class SessionBindingTest {

    private static final String MISMATCH = "session-mismatch";
    private static final Issued SHIPPING =
            ACME.client("shipping").spiffe("spiffe://acme.example/shipping").issue();

    @TempDir
    Path folder;

    /** Does with the session what the query says. */
    static class Desk extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String work = String.valueOf(request.getQueryString());
            if (work.equals("async")) {
                AsyncContext context = request.startAsync();
                context.start(() -> answerLater(context));
            } else {
                response.getWriter().print(work(work, request));
            }
        }

        private static void answerLater(AsyncContext context) {
            try {
                context.getResponse().getWriter().print(work("read", (HttpServletRequest) context.getRequest()));
            } catch (IOException e) {
                throw new IllegalStateException("no answer", e);
            } finally {
                context.complete();
            }
        }

        private static String work(String work, HttpServletRequest request) {
            return switch (work) {
                case "write" -> write(request, "secret");
                case "read" -> read(request.getSession(false));
                case "change" -> request.changeSessionId();
                case "renew" -> {
                    request.getSession().invalidate();
                    yield write(request, "new");
                }
                case "link" -> {
                    write(request, "secret");
                    yield request.getSession().getId();
                }
                default -> "untouched";
            };
        }

        private static String write(HttpServletRequest request, String note) {
            request.getSession().setAttribute("note", note);
            return "written";
        }

        private static String read(@Nullable HttpSession session) {
            return session == null ? "no session" : String.valueOf(session.getAttribute("note"));
        }
    }

    @RequireClientCert
    static final class GuardedDesk extends Desk {}

    @RequireClientCert(allow = "dns:billing.acme.example")
    static final class DnsDesk extends Desk {}

    @RequireClientCert(trust = "other")
    static final class OtherDesk extends Desk {}

    private Site site() throws IOException {
        return Site.trustingAcme(folder).servlet("/guarded", new GuardedDesk()).servlet("/open", new Desk());
    }

    private static HttpResponse<String> ask(Site site, @Nullable Issued who, String target, String session)
            throws Exception {
        HttpRequest.Builder request = Site.request("https://localhost:" + site.httpsPort() + target);
        if (!session.isEmpty()) {
            request.header("Cookie", session);
        }
        return site.send(who == null ? Site.stranger() : who.sslContext(Site.SERVER_CA), request);
    }

    /** The session cookie that came with the answer; empty if none did. */
    private static String cookie(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Set-Cookie")
                .map(line -> line.split(";", 2)[0])
                .orElse("");
    }

    private static String sessionOf(Site site, Issued peer) throws Exception {
        HttpResponse<String> made = ask(site, peer, "/guarded?write", "");
        assertThat(made.body()).isEqualTo("written");
        assertThat(cookie(made)).startsWith("JSESSIONID=");
        return cookie(made);
    }

    private static void assertMismatch(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"" + MISMATCH + "\"").doesNotContain("billing", "secret");
    }

    private static List<Refusal> mismatches(Site site) {
        return site.events.stream()
                .filter(Event.Refused.class::isInstance)
                .map(event -> ((Event.Refused) event).refusal())
                .filter(Refusal.SessionMismatch.class::isInstance)
                .toList();
    }

    @Test
    void the_session_of_a_peer_goes_on_with_him_and_with_his_renewed_certificate() throws Exception {
        try (Site site = site().start()) {
            Issued renewed = ACME.client("billing")
                    .spiffe("spiffe://acme.example/billing")
                    .issue();
            String session = sessionOf(site, BILLING);

            assertThat(ask(site, BILLING, "/guarded?read", session).body()).isEqualTo("secret");
            assertThat(ask(site, renewed, "/guarded?read", session).body()).isEqualTo("secret");
            assertThat(ask(site, renewed, "/open?read", session).body()).isEqualTo("secret");
            assertThat(ask(site, BILLING, "/guarded?async", session).body()).isEqualTo("secret");
            assertThat(mismatches(site)).isEmpty();
        }
    }

    @Test
    void a_stolen_cookie_is_of_no_use_to_another_peer_and_the_event_says_whose_it_was() throws Exception {
        try (Site site = site().start()) {
            String session = sessionOf(site, BILLING);

            for (String target :
                    List.of("/guarded?read", "/guarded?async", "/guarded?nothing", "/open?read", "/open?nothing")) {
                assertMismatch(ask(site, SHIPPING, target, session));
            }

            assertThat(ask(site, SHIPPING, "/guarded?read", "").body()).isEqualTo("no session");
            assertThat(mismatches(site))
                    .hasSize(5)
                    .element(0)
                    .isEqualTo(new Refusal.SessionMismatch(
                            "spiffe://acme.example/billing (spiffe, trust default)",
                            "spiffe://acme.example/shipping (spiffe, trust default)"));
            assertThat(site.events.toString()).doesNotContain(session.substring("JSESSIONID=".length()));
        }
    }

    @Test
    void a_stolen_cookie_is_of_no_use_to_nobody_not_even_where_nothing_is_required() throws Exception {
        try (Site site = site().start()) {
            String session = sessionOf(site, BILLING);

            for (String target : List.of("/open?read", "/open?async", "/open?write", "/open?change", "/open?renew")) {
                assertMismatch(ask(site, null, target, session));
            }

            assertMismatch(ask(site, null, "/guarded?read", session));
            assertThat(ask(site, null, "/guarded?read", "JSESSIONID=made-up").body())
                    .contains("no-certificate");
            assertThat(ask(site, null, "/open?read", "").body()).isEqualTo("no session");
            assertThat(ask(site, null, "/open?read", "JSESSIONID=made-up").body())
                    .isEqualTo("no session");
            assertThat(ask(site, BILLING, "/guarded?read", session).body()).isEqualTo("secret");
        }
    }

    @Test
    void a_certificate_of_the_same_name_that_another_ca_has_issued_does_not_open_the_session() throws Exception {
        TestCa other = TestCa.named("Other CA");
        Path pem = Files.writeString(folder.resolve("other.pem"), other.pem());
        Issued namesake =
                other.client("billing").spiffe("spiffe://acme.example/billing").issue();
        try (Site site = site().param("trust.other.anchors", pem.toString())
                .servlet("/other", new OtherDesk())
                .start()) {
            String session = sessionOf(site, BILLING);

            assertThat(ask(site, namesake, "/other?write", "").body()).isEqualTo("written");
            assertMismatch(ask(site, namesake, "/other?read", session));
            assertMismatch(ask(site, namesake, "/open?read", session));
            assertThat(ask(site, BILLING, "/open?read", session).body()).isEqualTo("secret");
        }
    }

    @Test
    void an_expired_certificate_of_its_owner_does_not_open_the_session() throws Exception {
        Instant now = InstantSource.system().instant();
        try (Site site = site().start()) {
            Issued late = ACME.client("billing")
                    .spiffe("spiffe://acme.example/billing")
                    .from(now.minus(Duration.ofDays(9)))
                    .until(now.minusSeconds(60))
                    .issue();

            assertMismatch(ask(site, late, "/open?read", sessionOf(site, BILLING)));
        }
    }

    @Test
    void one_certificate_with_two_names_has_one_session_wherever_a_rule_picks_another_of_them() throws Exception {
        try (Site site = site().servlet("/dns", new DnsDesk()).start()) {
            Issued both = billingWithDns("billing.acme.example").issue();
            Issued half = ACME.client("half").dns("billing.acme.example").issue();
            String session = sessionOf(site, both);

            assertThat(ask(site, both, "/dns?read", session).body()).isEqualTo("secret");
            assertThat(ask(site, half, "/dns?write", "").body()).isEqualTo("written");
            assertMismatch(ask(site, half, "/dns?read", session));
        }
    }

    private static Draft billingWithDns(String name) {
        return ACME.client("billing").spiffe("spiffe://acme.example/billing").dns(name);
    }

    @Test
    void a_session_that_somebody_else_had_first_gets_another_id_when_the_peer_takes_it() throws Exception {
        try (Site site = site().start()) {
            String planted = cookie(ask(site, null, "/open?write", ""));
            HttpResponse<String> first = ask(site, BILLING, "/guarded?read", planted);

            assertThat(first.body()).isEqualTo("secret");
            assertThat(cookie(first)).startsWith("JSESSIONID=").isNotEqualTo(planted);
            assertThat(ask(site, null, "/open?read", planted).body()).isEqualTo("no session");
            assertMismatch(ask(site, null, "/open?read", cookie(first)));
            HttpResponse<String> second = ask(site, BILLING, "/guarded?read", cookie(first));
            assertThat(second.body()).isEqualTo("secret");
            assertThat(cookie(second)).isEmpty();
        }
    }

    @Test
    void a_session_is_bound_though_the_guarded_path_never_asks_for_it() throws Exception {
        try (Site site = site().start()) {
            String planted = cookie(ask(site, null, "/open?write", ""));
            String taken = cookie(ask(site, BILLING, "/guarded?nothing", planted));

            assertMismatch(ask(site, SHIPPING, "/guarded?nothing", taken));
        }
    }

    @Test
    void a_new_session_after_the_end_of_the_old_one_is_bound_again() throws Exception {
        try (Site site = site().start()) {
            String session = sessionOf(site, BILLING);
            HttpResponse<String> renewed = ask(site, BILLING, "/guarded?renew", session);

            assertThat(renewed.body()).isEqualTo("written");
            assertThat(ask(site, SHIPPING, "/open?read", session).body()).isEqualTo("no session");
            assertMismatch(ask(site, SHIPPING, "/open?read", cookie(renewed)));
            assertThat(ask(site, BILLING, "/open?read", cookie(renewed)).body()).isEqualTo("new");
        }
    }

    @Test
    void the_application_may_change_the_id_and_the_owner_stays() throws Exception {
        try (Site site = site().start()) {
            HttpResponse<String> changed = ask(site, BILLING, "/open?change", sessionOf(site, BILLING));

            assertThat(changed.statusCode()).isEqualTo(200);
            assertMismatch(ask(site, SHIPPING, "/open?read", cookie(changed)));
            assertThat(ask(site, BILLING, "/open?read", cookie(changed)).body()).isEqualTo("secret");
        }
    }

    @Test
    void a_session_id_in_the_url_counts_like_a_cookie() throws Exception {
        ServletContainerInitializer byUrl =
                (annotated, context) -> context.setSessionTrackingModes(Set.of(SessionTrackingMode.URL));
        try (Site site = site().before(byUrl).start()) {
            String id = site.get("/guarded?link", BILLING).body();

            assertThat(site.get("/open;jsessionid=" + id + "?read", BILLING).body())
                    .isEqualTo("secret");
            assertMismatch(site.get("/open;jsessionid=" + id + "?read", SHIPPING));
            assertMismatch(site.get("/open;jsessionid=" + id + "?read"));
        }
    }

    @Test
    void a_caller_by_identity_trust_owns_his_session_too() throws Exception {
        try (Site site = site().param("identity.trust", "default").start()) {
            String session = cookie(ask(site, BILLING, "/open?write", ""));

            assertThat(ask(site, BILLING, "/guarded?read", session).body()).isEqualTo("secret");
            assertMismatch(ask(site, SHIPPING, "/open?read", session));
            assertMismatch(ask(site, null, "/open?read", session));
        }
    }

    @Test
    void an_identity_of_one_trust_and_a_requirement_of_another_share_the_session_of_one_certificate() throws Exception {
        Path pem = Files.writeString(folder.resolve("same.pem"), ACME.pem());
        try (Site site = site().param("trust.other.anchors", pem.toString())
                .param("identity.trust", "other")
                .start()) {
            String session = cookie(ask(site, BILLING, "/open?write", ""));

            assertThat(ask(site, BILLING, "/guarded?read", session).body()).isEqualTo("secret");
            assertMismatch(ask(site, SHIPPING, "/guarded?read", session));
        }
    }

    @Test
    void a_caller_whom_report_only_lets_in_binds_no_session_and_opens_none() throws Exception {
        Issued rogue = TestCa.named("Rogue")
                .client("billing")
                .spiffe("spiffe://acme.example/billing")
                .issue();
        try (Site site = site().param("trust.default.report-only", "true").start()) {
            HttpResponse<String> made = ask(site, rogue, "/guarded?write", "");

            assertThat(ask(site, null, "/open?read", cookie(made)).body()).isEqualTo("secret");
            assertMismatch(ask(site, rogue, "/guarded?read", sessionOf(site, BILLING)));
        }
    }

    @Test
    void a_forwarded_certificate_opens_the_session_of_the_same_peer_and_no_other() throws Exception {
        String secret = "only-the-edge-and-we-know-this";
        try (Site site = site().param("proxy.edge.secret", secret)
                .param("proxy.edge.forwarding", "x-forwarded")
                .param("proxy.edge.certificates", "rfc9440")
                .param("tls.unknown-suite", "accept")
                .start()) {
            String session = sessionOf(site, BILLING);

            assertThat(forwarded(site, BILLING, secret, session).body()).isEqualTo("secret");
            assertMismatch(forwarded(site, SHIPPING, secret, session));
            assertThat(forwarded(site, BILLING, "a stranger's guess", session).body())
                    .doesNotContain("secret");
        }
    }

    private static HttpResponse<String> forwarded(Site site, Issued who, String secret, String session)
            throws Exception {
        String der = Base64.getEncoder().encodeToString(who.certificate().getEncoded());
        return site.send(
                Site.stranger(),
                Site.request("http://localhost:" + site.httpPort() + "/open?read")
                        .header("X-Sallyport-Proxy", secret)
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-For", "192.0.2.1")
                        .header("Client-Cert", ":" + der + ":")
                        .header("Cookie", session));
    }

    @Test
    void a_filter_before_us_may_bring_sessions_of_its_own() throws Exception {
        Filter store = (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public @Nullable HttpSession getSession(boolean create) {
                        HttpSession session = super.getSession(create);
                        if (session != null) {
                            session.setAttribute("note", "of the store");
                        }
                        return session;
                    }
                },
                response);
        try (Site site = site().before(filter(store)).start()) {
            String session = sessionOf(site, BILLING);

            assertThat(ask(site, BILLING, "/guarded?read", session).body()).isEqualTo("of the store");
            assertMismatch(ask(site, SHIPPING, "/guarded?read", session));
        }
    }

    @Test
    void a_filter_behind_us_that_wraps_the_request_does_not_hide_whose_the_session_is() throws Exception {
        Filter wrapping = (request, response, chain) ->
                chain.doFilter(new HttpServletRequestWrapper((HttpServletRequest) request), response);
        try (Site site = site().but(context -> context.getServletHandler()
                        .addFilterWithMapping(
                                new org.eclipse.jetty.ee10.servlet.FilterHolder(wrapping),
                                "/*",
                                EnumSet.of(DispatcherType.REQUEST)))
                .start()) {
            String session = sessionOf(site, BILLING);

            assertThat(ask(site, BILLING, "/open?read", session).body()).isEqualTo("secret");
            assertMismatch(ask(site, null, "/open?read", session));
        }
    }

    @Test
    void a_stolen_login_of_the_container_does_not_come_with_the_session() throws Exception {
        Filter login = (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return () -> "logged in with the session";
                    }
                },
                response);
        try (Site site = site().before(filter(login)).start()) {
            String session = sessionOf(site, BILLING);

            assertMismatch(ask(site, null, "/open?nothing", session));
        }
    }

    @Test
    void a_session_that_a_listener_takes_before_us_is_refused_before_the_application_can_use_it() throws Exception {
        List<HttpSession> taken = new ArrayList<>();
        ServletRequestListener listener = new ServletRequestListener() {
            @Override
            public void requestInitialized(ServletRequestEvent event) {
                HttpSession session = ((HttpServletRequest) event.getServletRequest()).getSession(false);
                if (session != null) {
                    taken.add(session);
                }
            }
        };
        try (Site site =
                site().but(context -> context.addEventListener(listener)).start()) {
            String session = sessionOf(site, BILLING);

            assertMismatch(ask(site, null, "/open?nothing", session));
            assertThat(taken).hasSize(1);
        }
    }

    @Test
    void peers_who_race_for_one_session_do_not_both_get_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Site site = site().start()) {
            String planted = cookie(ask(site, null, "/open?write", ""));
            List<Callable<String>> races = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Issued who = i % 2 == 0 ? BILLING : SHIPPING;
                String name = i % 2 == 0 ? "billing" : "shipping";
                races.add(() -> ask(site, who, "/guarded?read", planted).body().equals("secret") ? name : "");
            }

            List<String> winners = new ArrayList<>();
            for (Future<String> race : threads.invokeAll(races)) {
                winners.add(race.get());
            }

            assertThat(winners).containsAnyOf("billing", "shipping");
            assertThat(winners.contains("billing") && winners.contains("shipping"))
                    .isFalse();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void an_owner_that_nobody_can_read_is_somebody_else() throws Exception {
        Filter scribble = (request, response, chain) -> {
            HttpSession session = ((HttpServletRequest) request).getSession(false);
            if (session != null) {
                session.setAttribute(BoundSessions.OWNER, "scribbled");
            }
            chain.doFilter(request, response);
        };
        try (Site site = site().before(filter(scribble)).start()) {
            assertMismatch(ask(site, BILLING, "/guarded?read", sessionOf(site, BILLING)));
        }
    }

    @Test
    void report_only_tells_and_lets_go_on_and_off_does_neither() throws Exception {
        try (Site telling = site().param("session.binding", "report-only").start();
                Site off = site().param("session.binding", "insecure-off").start()) {
            HttpResponse<String> told = ask(telling, null, "/open?read", sessionOf(telling, BILLING));
            HttpResponse<String> untold = ask(off, null, "/open?read", sessionOf(off, BILLING));

            assertThat(told.body()).isEqualTo("secret");
            assertThat(telling.events)
                    .filteredOn(Event.WouldRefuse.class::isInstance)
                    .singleElement()
                    .asString()
                    .contains("SessionMismatch");
            assertThat(untold.body()).isEqualTo("secret");
            assertThat(off.codes()).containsOnly("opened", "advice");
        }
    }

    /** Gives away all that is in the session, as a container that replicates it does. */
    static final class Replica extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            HttpSession session = request.getSession();
            HashMap<String, Object> all = new HashMap<>();
            session.getAttributeNames()
                    .asIterator()
                    .forEachRemaining(name -> all.put(name, session.getAttribute(name)));
            ObjectOutputStream out = new ObjectOutputStream(response.getOutputStream());
            out.writeObject(all);
            out.flush();
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try (ObjectInputStream in = new ObjectInputStream(request.getInputStream())) {
                HttpSession session = request.getSession();
                ((Map<?, ?>) in.readObject()).forEach((name, value) -> session.setAttribute((String) name, value));
            } catch (ClassNotFoundException e) {
                throw new IOException("the other instance has a class of its own", e);
            }
        }
    }

    @Test
    void a_session_goes_on_in_another_instance_that_has_it_by_java_serialization_and_its_owner_with_it()
            throws Exception {
        try (Site one = site().servlet("/replica", new Replica()).start();
                Site two = site().servlet("/replica", new Replica()).start()) {
            byte[] bytes = send(
                            BILLING,
                            Site.request("https://localhost:" + one.httpsPort() + "/replica")
                                    .header("Cookie", sessionOf(one, BILLING)))
                    .body();
            HttpResponse<byte[]> received = send(
                    BILLING,
                    Site.request("https://localhost:" + two.httpsPort() + "/replica")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
            String session = cookie(received);

            assertThat(ask(two, BILLING, "/guarded?read", session).body()).isEqualTo("secret");
            assertMismatch(ask(two, SHIPPING, "/guarded?read", session));
            assertMismatch(ask(two, null, "/open?read", session));
        }
    }

    private static HttpResponse<byte[]> send(Issued who, HttpRequest.Builder request) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(who.sslContext(Site.SERVER_CA))
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static ServletContainerInitializer filter(Filter filter) {
        return (annotated, context) -> context.addFilter("before", filter)
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }
}
