// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.containers.apps.Billing;
import dev.sallyport.containers.apps.Forwarding;
import dev.sallyport.containers.apps.News;
import dev.sallyport.containers.apps.Prices;
import dev.sallyport.containers.apps.Required;
import dev.sallyport.websocket.PeerSession;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Handshakes of WebSocket endpoints, good and hostile ones, byte by byte over TLS. */
@ParameterizedClass(name = "{0}")
@EnumSource
record WebSocketIT(Container container) {

    private static final Map<Container, Running> RUNNING = new EnumMap<>(Container.class);

    private Running running() {
        return RUNNING.computeIfAbsent(
                container,
                it -> it.start(Map.of(
                        "/app",
                        Applications.trusting("sockets")
                                .library(PeerSession.class)
                                .classes(Prices.class, Billing.class, News.class, Forwarding.class)
                                .classes(Required.class)
                                .setting("sallyport.require", "/required/*"))));
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(Running::close);
        RUNNING.clear();
    }

    private WebSocketWire open(SSLContext client, String target, String... upgrade) throws IOException {
        return WebSocketWire.overTls(running(), client, WebSocketWire.handshake("/app" + target, upgrade));
    }

    private void refused(SSLContext client, String target, String code) throws IOException {
        try (WebSocketWire socket = open(client, target)) {
            assertThat(socket.status()).isEqualTo(403);
            assertThat(socket.body()).contains("\"code\":\"" + code + "\"");
        }
    }

    @Test
    void a_partner_opens_a_session_that_knows_him_in_every_message() throws IOException {
        try (WebSocketWire socket = open(Pki.BILLING, "/prices/tea")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.receive()).isEqualTo("reached tea as spiffe://prod.example/ns/billing/api");
            socket.send("coffee");
            assertThat(socket.receive()).isEqualTo("coffee from spiffe://prod.example/ns/billing/api");
        }
        try (WebSocketWire socket = open(Pki.BILLING, "/billing")) {
            assertThat(socket.receive()).startsWith("reached billing as spiffe://prod.example/ns/billing/api");
        }
    }

    @Test
    void everybody_else_is_refused_at_the_handshake() throws IOException {
        refused(Pki.NOBODY, "/prices/tea", "no-certificate");
        refused(Pki.STRANGER, "/prices/tea", "unknown-issuer");
        refused(Pki.EXPIRED, "/prices/tea", "expired");
        refused(Pki.NOBODY, "/billing", "no-certificate");
        refused(Pki.SHIPPING, "/billing", "not-allowed");
    }

    @Test
    void a_pattern_of_the_settings_guards_handshakes_too() throws IOException {
        refused(Pki.NOBODY, "/required/ticker", "no-certificate");
        try (WebSocketWire socket = open(Pki.BILLING, "/required/ticker")) {
            assertThat(socket.receive()).isEqualTo("reached ticker as spiffe://prod.example/ns/billing/api");
        }
    }

    @Test
    void an_endpoint_for_everybody_stays_so() throws IOException {
        try (WebSocketWire socket = open(Pki.NOBODY, "/news")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.receive()).isEqualTo("news for null");
        }
    }

    @Test
    void no_spelling_of_a_handshake_reaches_a_guarded_endpoint() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<String[]> upgrades = List.of(
                new String[] {"Upgrade: websocket", "Connection: Upgrade"},
                new String[] {"upgrade: WebSocket", "connection: keep-alive, upgrade"},
                new String[] {"Upgrade: h2c, websocket", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: "},
                new String[] {"Upgrade: h2c", "Upgrade: websocket", "Connection: Upgrade"},
                new String[] {"Upgrade: websocket/13", "Connection: Upgrade"},
                new String[] {"Upgrade:\twebsocket ", "Connection: Upgrade"});
        List<String> targets = List.of(
                "/app/prices/tea",
                "/app/prices/tea/",
                "/app//prices/tea",
                "/app/prices//tea",
                "/app/./prices/tea",
                "/app/news/../prices/tea",
                "/app/news/..;/prices/tea",
                "/app/prices;x=1/tea",
                "/app/prices/tea;x=1",
                "/app;x=1/prices/tea",
                "/app/%70rices/tea",
                "/app/prices%2ftea",
                "/app/%2570rices/tea",
                "/app/PRICES/tea",
                "/%61pp/prices/tea",
                "/app/prices/%2e%2e/billing",
                "/app/prices/..%2fbilling",
                "/app\\prices\\tea",
                "/app/around",
                "/app/around?x",
                "/app/billing",
                "/app/billing/",
                "/app/billing;x",
                "/app/b%69lling",
                "/app/billing?Upgrade=none",
                "https://localhost/app/billing",
                "//app/billing");
        for (String[] upgrade : upgrades) {
            for (String target : targets) {
                unreached(softly, target, upgrade);
            }
        }
        softly.assertAll();
    }

    private void unreached(SoftAssertions softly, String target, String... upgrade) throws IOException {
        try (WebSocketWire socket =
                WebSocketWire.overTls(running(), Pki.NOBODY, WebSocketWire.handshake(target, upgrade))) {
            softly.assertThat(socket.status()).as(target + ' ' + upgrade[0]).isNotEqualTo(101);
        } catch (EOFException | SocketException | SSLException noAnswer) {
            softly.assertThat(noAnswer).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_handshake_over_plain_http_reaches_nobody() throws IOException {
        for (String target : List.of("/app/prices/tea", "/app/billing", "/app/news")) {
            try (WebSocketWire socket = WebSocketWire.plain(running(), WebSocketWire.handshake(target))) {
                assertThat(socket.status()).as(target).isNotEqualTo(101);
            }
        }
    }

    @Test
    void a_request_that_is_no_handshake_is_not_asked_for_a_certificate() {
        Answer answer = new Wire(running()).get("/app/prices/tea", Pki.NOBODY);

        assertThat(answer.status()).isNotIn(403, 101);
    }

    @Test
    void a_session_is_closed_when_the_certificate_of_its_peer_expires() throws IOException {
        assertThat(running().https()).isPositive(); // before the certificate is made
        SSLContext shortLived = Pki.PARTNERS
                .client("brief")
                .until(InstantSource.system().instant().plusSeconds(10))
                .issue()
                .sslContext(Pki.SERVERS);
        try (WebSocketWire socket = open(shortLived, "/prices/tea")) {
            assertThat(socket.receive()).isEqualTo("reached tea as brief");
            assertThat(socket.receive()).isEqualTo("closed 1008 expired");
        }
    }
}
