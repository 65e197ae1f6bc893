// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.RequireClientCert;
import dev.sallyport.keys.Followed;
import dev.sallyport.keys.Follower;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CAs of a running application change. */
class RotationOverTlsTest {

    private static final TestCa NEXT = TestCa.named("Acme CA 2");
    private static final Issued SHIPPING =
            NEXT.client("shipping").spiffe("spiffe://acme.example/shipping").issue();

    @TempDir
    private Path folder;

    @RequireClientCert
    static class Orders extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getSession().setAttribute("orders", "2211-7");
            response.getWriter().print(request.getUserPrincipal().getName());
        }
    }

    static class Basket extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getSession().getAttribute("orders"));
        }
    }

    @Test
    void no_peer_of_a_removed_ca_gets_in_on_the_connection_and_in_the_session_that_he_has() throws Exception {
        try (Site site = site()) {
            trust(Site.ACME, NEXT);
            Rotation.reload(site.context.getServletContext());
            try (Caller billing = new Caller(site, Site.BILLING)) {
                assertThat(billing.get("/orders").status()).isEqualTo(200);
                assertThat(billing.get("/basket").body()).isEqualTo("2211-7");

                trust(NEXT);
                Rotation.reload(site.context.getServletContext());

                assertThat(billing.get("/orders").status()).isEqualTo(403);
                assertThat(billing.get("/orders").body()).contains("unknown-issuer");
                assertThat(billing.get("/basket").body()).contains("session-mismatch");
            }
            assertThat(site.get("/orders", Site.BILLING).body()).contains("unknown-issuer");
            assertThat(site.get("/orders", SHIPPING).body()).isEqualTo("spiffe://acme.example/shipping");
        }
    }

    @Test
    void files_are_followed_while_the_application_runs_and_not_after_it_has_ended() throws Exception {
        List<Thread> threads;
        try (Site site = site()) {
            assertThat(site.get("/orders", SHIPPING).statusCode()).isEqualTo(403);

            trust(Site.ACME, NEXT);
            awaitEvent(site, "rotated");

            assertThat(site.get("/orders", SHIPPING).statusCode()).isEqualTo(200);
            threads = threads();
            assertThat(threads).isNotEmpty();
        }
        for (Thread thread : threads) {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void what_others_have_followed_is_read_with_the_rest() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        Followed other = new Followed() {
            @Override
            public String name() {
                return "the key of outbound billing";
            }

            @Override
            public List<Path> files() {
                return List.of(folder.resolve("acme.pem"));
            }

            @Override
            public Optional<Change> read(Instant now) {
                reads.incrementAndGet();
                return Optional.empty();
            }
        };
        try (Site site = site()) {
            assertThat(Rotation.follow(site.context.getServletContext(), other)).isTrue();

            assertThat(Rotation.reload(site.context.getServletContext()))
                    .extracting(Follower.Status::name)
                    .contains("the trust default", "the key of outbound billing");
            assertThat(reads).hasPositiveValue();
        }
    }

    @Test
    void a_ca_that_is_removed_after_the_deployment_and_before_the_first_request_lets_nobody_in() throws Exception {
        try (Site site = Site.trustingAcme(folder)
                .servlet("/orders", new Orders())
                .but(context -> context.addEventListener(new ServletContextListener() {
                    @Override
                    public void contextInitialized(ServletContextEvent event) {
                        trust(NEXT);
                    }
                }))
                .start()) {
            assertThat(site.get("/orders", Site.BILLING).statusCode()).isEqualTo(403);
            assertThat(site.get("/orders", SHIPPING).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_broken_file_is_told_once_and_whoever_was_trusted_still_is() throws Exception {
        try (Site site = site()) {
            Files.writeString(folder.resolve("acme.pem"), NEXT.pem() + "-----BEGIN CERTIFICATE-----\nMII");
            awaitEvent(site, "file-unusable");

            assertThat(Rotation.reload(site.context.getServletContext()))
                    .singleElement()
                    .satisfies(status -> assertThat(status.problem()).isPresent());
            assertThat(site.get("/orders", Site.BILLING).statusCode()).isEqualTo(200);
            assertThat(site.get("/orders", SHIPPING).statusCode()).isEqualTo(403);
            assertThat(site.codes()).containsOnlyOnce("file-unusable").doesNotContain("rotated");
            assertThat(Rotation.statuses(site.context.getServletContext()))
                    .singleElement()
                    .satisfies(status -> assertThat(status.name()).isEqualTo("the trust default"));
        }
    }

    @Test
    void where_nothing_is_followed_there_is_no_thread_and_nothing_to_read() throws Exception {
        int before = threads().size();
        try (Site site = Site.plain().servlet("/basket", new Basket()).start()) {
            assertThat(Rotation.reload(site.context.getServletContext())).isEmpty();
            assertThat(threads()).hasSize(before);
        }
    }

    private Site site() throws Exception {
        return Site.trustingAcme(folder)
                .servlet("/orders", new Orders())
                .servlet("/basket", new Basket())
                .start();
    }

    private void trust(TestCa... cas) {
        try {
            Files.writeString(
                    folder.resolve("acme.pem"), Stream.of(cas).map(TestCa::pem).collect(Collectors.joining()));
        } catch (IOException e) {
            throw new IllegalStateException("the anchors cannot be written", e);
        }
    }

    private static void awaitEvent(Site site, String code) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!site.codes().contains(code) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(site.events.stream().map(Event::code)).contains(code);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("sallyport-follow"))
                .toList();
    }

    /** What came back. */
    private record Answered(int status, String body) {}

    /** Keeps one connection and one cookie. */
    private static final class Caller implements AutoCloseable {
        private final SSLSocket socket;
        private final BufferedReader in;
        private String cookie = "";

        Caller(Site site, Issued issued) throws IOException {
            socket = (SSLSocket)
                    issued.sslContext(Site.SERVER_CA).getSocketFactory().createSocket("localhost", site.httpsPort());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        Answered get(String path) throws IOException {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            int status = Integer.parseInt(in.readLine().split(" ", 3)[1]);
            int length = 0;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("Set-Cookie: ")) {
                    cookie = "Cookie: " + line.substring(12).split(";", 2)[0] + "\r\n";
                }
                length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
            }
            char[] body = new char[length];
            assertThat(in.read(body)).isEqualTo(length);
            return new Answered(status, new String(body));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
