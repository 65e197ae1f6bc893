// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static dev.sallyport.outbound.Calls.call;
import static dev.sallyport.outbound.Calls.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.peer.Pins;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import dev.sallyport.transport.TlsProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers on loopback, each of which wants a client certificate and would answer. */
class RefusedServersTest {

    private static final TestCa PARTNER = TestCa.named("Partner CA");
    private static final TestCa STRANGER = TestCa.named("Stranger CA");
    private static final TestCa OURS = TestCa.named("Our CA");
    private static final String BACKUP = pin(STRANGER.certificate());

    @TempDir
    Path folder;

    private Calls calls;

    @BeforeEach
    void call_as_shop_and_believe_the_partner() {
        calls = new Calls(folder).as(OURS.client("shop").issue()).believing(PARTNER);
    }

    private static Draft localhost() {
        return PARTNER.server("localhost");
    }

    /** What the call gets of a server with this certificate, and that a server which was refused has seen no request. */
    private String calling(Draft shown, OutboundTls.Builder by) throws Exception {
        return calling(shown.issue(), by);
    }

    private String calling(Issued shown, OutboundTls.Builder by) throws Exception {
        try (Server server = Server.showing(shown, OURS);
                OutboundTls tls = by.build()) {
            String answer = call(tls.httpClient(), server.uri());
            assertThat(server.callers()).hasSize(answer.startsWith("CN=shop") ? 1 : 0);
            return answer.startsWith("CN=shop") ? "CN=shop" : answer;
        }
    }

    @Test
    void the_right_server_answers_and_knows_us() throws Exception {
        assertThat(calling(localhost(), calls.builder())).isEqualTo("CN=shop");
        assertThat(calls.events()).isEmpty();
    }

    @Test
    void a_server_of_an_intermediate_ca_answers_if_it_shows_that() throws Exception {
        TestCa branch = PARTNER.intermediate("Partner Branch CA");

        assertThat(calling(branch.server("localhost"), calls.builder())).isEqualTo("CN=shop");
    }

    @Test
    void a_server_of_another_host_is_refused_although_its_ca_is_believed() throws Exception {
        assertThat(calling(PARTNER.server("other.example"), calls.builder())).isEqualTo("wrong-host");

        assertThat(calls.events()).singleElement().isInstanceOfSatisfying(Event.OutboundRefused.class, event -> {
            assertThat(event.outbound()).isEqualTo("billing");
            assertThat(event.host()).isEqualTo("localhost");
            assertThat(event.message())
                    .startsWith("wrong-host: the certificate of CN=other.example does not prove the host localhost: ")
                    .endsWith("(the server localhost, called by outbound billing)");
        });
    }

    @Test
    void a_name_in_the_subject_alone_proves_no_host() throws Exception {
        assertThat(calling(PARTNER.client("localhost").usage(Usage.SERVER_AUTH).dns("other.example"), calls.builder()))
                .isEqualTo("wrong-host");
    }

    @Test
    void an_address_is_a_host_that_must_be_in_the_certificate() throws Exception {
        try (Server with = Server.showing(localhost().issue(), OURS);
                Server without = Server.showing(
                        PARTNER.server("other.example").dns("127.0.0.1").issue(), OURS);
                OutboundTls tls = calls.open()) {
            assertThat(call(tls.httpClient(), with.uri("127.0.0.1"))).startsWith("CN=shop");
            assertThat(call(tls.httpClient(), without.uri("127.0.0.1"))).isEqualTo("wrong-host");
        }
    }

    @Test
    void an_expired_server_is_refused() throws Exception {
        Instant yesterday = Instant.now().minus(Duration.ofHours(1));

        assertThat(calling(localhost().until(yesterday), calls.builder())).isEqualTo("expired");
    }

    @Test
    void the_clock_that_was_given_decides() throws Exception {
        InstantSource inTwoYears = InstantSource.fixed(Instant.now().plus(Duration.ofDays(20)));

        assertThat(calling(
                        localhost().until(Instant.now().plus(Duration.ofDays(10))),
                        calls.builder().clock(inTwoYears)))
                .isEqualTo("expired");
        assertThat(calling(localhost().until(Instant.now().plus(Duration.ofDays(10))), calls.builder()))
                .isEqualTo("CN=shop");
    }

    @Test
    void a_server_of_a_strangers_ca_is_refused() throws Exception {
        assertThat(calling(STRANGER.server("localhost"), calls.builder())).isEqualTo("unknown-issuer");
    }

    @Test
    void a_server_that_signs_for_itself_is_refused() throws Exception {
        assertThat(calling(localhost().selfSigned(), calls.builder())).isEqualTo("unknown-issuer");
    }

    @Test
    void a_client_that_stands_there_as_a_server_is_refused() throws Exception {
        assertThat(calling(localhost().usage(Usage.CLIENT_AUTH), calls.builder()))
                .isEqualTo("wrong-usage");

        assertThat(calls.events())
                .singleElement()
                .satisfies(
                        event -> assertThat(event.message())
                                .contains(
                                        "the certificate of CN=localhost has the wrong usage: its extended key usage lacks serverAuth"));
    }

    @Test
    void a_server_without_a_pinned_key_is_refused_and_with_one_answers() throws Exception {
        Issued shown = localhost().issue();
        Pins ofOthers = Pins.of(Set.of(BACKUP, pin(OURS.certificate())));
        Pins ofServer = Pins.of(Set.of(BACKUP, pin(shown.certificate())));
        Pins ofCa = Pins.of(Set.of(BACKUP, pin(PARTNER.certificate())));

        assertThat(calling(shown, calls.builder().pins(ofOthers))).isEqualTo("not-pinned");
        assertThat(calling(shown, calls.builder().pins(ofServer))).isEqualTo("CN=shop");
        assertThat(calling(shown, calls.builder().pins(ofCa))).isEqualTo("CN=shop");
    }

    @Test
    void that_the_pins_have_ended_and_bind_no_server_is_told_once() throws Exception {
        Instant end = Instant.now().minusSeconds(9);
        Pins ofOthers = Pins.of(Set.of(BACKUP, pin(OURS.certificate())));
        try (Server stranger = Server.showing(STRANGER.server("localhost").issue(), OURS);
                Server first = Server.showing(localhost().issue(), OURS);
                Server second = Server.showing(localhost().issue(), OURS);
                OutboundTls tls = calls.builder().pins(ofOthers.until(end)).build()) {
            assertThat(call(tls.httpClient(), stranger.uri())).isEqualTo("unknown-issuer");
            calls.events().clear();

            assertThat(call(tls.httpClient(), first.uri())).startsWith("CN=shop");
            assertThat(call(tls.httpClient(), second.uri())).startsWith("CN=shop");

            assertThat(calls.events()).containsExactly(new Event.PinsEnded("outbound.billing", end));
        }
    }

    @Test
    void of_pins_that_bind_no_end_is_told() throws Exception {
        Pins ofCa = Pins.of(Set.of(BACKUP, pin(PARTNER.certificate())));

        assertThat(calling(
                        localhost(),
                        calls.builder().pins(ofCa.until(Instant.now().plusSeconds(999)))))
                .isEqualTo("CN=shop");
        assertThat(calls.events()).isEmpty();
    }

    @Test
    void pins_without_a_backup_are_not_taken() {
        Pins pins = Pins.of(Set.of(pin(PARTNER.certificate())));

        assertThat(catchThrowable(() -> calls.builder().pins(pins).build())).hasMessageContaining("has no backup pin");
    }

    @Test
    void a_server_with_another_spiffe_id_is_refused_and_the_right_one_answers() throws Exception {
        Draft billing = localhost().spiffe("spiffe://partner.example/billing");

        assertThat(calling(billing, calls.builder().allow(PeerRules.parse("spiffe://partner.example/ledger"))))
                .isEqualTo("not-allowed");
        assertThat(calling(billing, calls.builder().allow(PeerRules.parse("spiffe://partner.example/billing"))))
                .isEqualTo("CN=shop");
    }

    @Test
    void the_right_spiffe_id_does_not_make_up_for_the_wrong_host() throws Exception {
        Draft billing = PARTNER.server("other.example").spiffe("spiffe://partner.example/billing");

        assertThat(calling(billing, calls.builder().allow(PeerRules.parse("spiffe://partner.example/billing"))))
                .isEqualTo("wrong-host");
    }

    @Test
    void a_rule_may_ask_for_a_name_of_the_server() throws Exception {
        Draft both = localhost().dns("billing.partner.example");

        assertThat(calling(both, calls.builder().allow(PeerRules.parse("dns:billing.partner.example"))))
                .isEqualTo("CN=shop");
        assertThat(calling(both, calls.builder().allow(PeerRules.parse("dns:ledger.partner.example"))))
                .isEqualTo("not-allowed");
    }

    @Test
    void the_profile_is_what_is_offered_and_a_weaker_server_ends_the_handshake_itself() throws Exception {
        try (Server weak = Server.weak(localhost().issue(), OURS, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");
                OutboundTls tls = calls.open()) {
            Throwable thrown = catchThrowable(() -> send(tls.httpClient(), weak.uri()));

            assertThat(thrown).isInstanceOf(SSLHandshakeException.class);
            assertThat(weak.callers()).isEmpty();
        }
    }

    @Test
    void a_client_that_enables_weaker_suites_is_held_to_the_profile() throws Exception {
        String suite = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256";
        try (Server weak = Server.weak(localhost().issue(), OURS, suite);
                OutboundTls tls = calls.open()) {
            SSLParameters own = tls.sslContext().getDefaultSSLParameters();
            own.setCipherSuites(new String[] {suite});
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(tls.sslContext())
                    .sslParameters(own)
                    .build();

            assertThat(call(client, weak.uri())).isEqualTo("weak-tls");
        }
    }

    @Test
    void modern_is_tls_1_3_alone() throws Exception {
        try (Server old = Server.weak(localhost().issue(), OURS, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
                OutboundTls modern =
                        calls.builder().tlsProfile(TlsProfile.MODERN).build();
                OutboundTls intermediate = calls.open()) {
            assertThat(call(intermediate.httpClient(), old.uri())).startsWith("CN=shop");
            assertThat(catchThrowable(() -> send(modern.httpClient(), old.uri())))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void a_client_that_switches_off_the_check_of_the_host_does_not() throws Exception {
        try (Server other = Server.showing(PARTNER.server("other.example").issue(), OURS);
                OutboundTls tls = calls.open();
                SSLSocket socket =
                        (SSLSocket) tls.sslContext().getSocketFactory().createSocket("localhost", other.port())) {
            SSLParameters own = socket.getSSLParameters();
            own.setEndpointIdentificationAlgorithm(null);
            socket.setSSLParameters(own);

            assertThat(OutboundTls.refusal(catchThrowable(socket::startHandshake))
                            .map(Refusal::code))
                    .contains("wrong-host");
        }
    }

    @Test
    void an_engine_that_was_told_no_host_gets_nowhere_and_one_that_was_does() throws Exception {
        SSLContext server = localhost().issue().sslContext(OURS);
        try (OutboundTls tls = calls.open()) {
            SSLEngine unnamed = tls.sslContext().createSSLEngine();
            SSLEngine named = tls.sslContext().createSSLEngine("localhost", 443);

            assertThat(OutboundTls.refusal(catchThrowable(() -> shakeHands(unnamed, server.createSSLEngine())))
                            .map(Refusal::code))
                    .contains("wrong-host");
            assertThat(catchThrowable(() -> shakeHands(named, server.createSSLEngine())))
                    .isNull();
        }
    }

    /** In memory, until both have finished. */
    private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
        server.setUseClientMode(false);
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        while (client.getHandshakeStatus() != HandshakeStatus.FINISHED
                && !(client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                        && client.getSession().isValid()
                        && toServer.position() == 0)) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        engine.wrap(ByteBuffer.allocate(0), out);
        in.flip();
        engine.unwrap(in, ByteBuffer.allocate(1 << 16));
        in.compact();
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    @Test
    void a_client_that_asks_the_server_for_another_host_than_it_calls_is_refused() throws Exception {
        try (Server other = Server.showing(PARTNER.server("other.example").issue(), OURS);
                OutboundTls tls = calls.open();
                SSLSocket socket =
                        (SSLSocket) tls.sslContext().getSocketFactory().createSocket("localhost", other.port())) {
            SSLParameters own = socket.getSSLParameters();
            own.setServerNames(List.of(new SNIHostName("other.example")));
            socket.setSSLParameters(own);

            assertThat(OutboundTls.refusal(catchThrowable(socket::startHandshake))
                            .map(Refusal::code))
                    .contains("wrong-host");
        }
    }

    @Test
    void plain_http_is_not_called_and_the_address_is_not_told() throws Exception {
        try (OutboundTls tls = calls.open()) {
            URI plain = URI.create("http://localhost/?token=secret");
            HttpRequest request = HttpRequest.newBuilder(plain).build();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tls.httpClient().send(request, BodyHandlers.ofString()))
                    .withMessage("'http:' of a request to localhost (expected: https)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tls.httpClient().sendAsync(request, BodyHandlers.ofString()));
            assertThat(tls.httpClient().followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        }
    }

    @Test
    void the_context_cannot_be_called() throws Exception {
        try (OutboundTls tls = calls.open()) {
            assertThat(catchThrowable(() -> tls.sslContext().getServerSocketFactory()))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(tls.sslContext().createSSLEngine("localhost", 1).getUseClientMode())
                    .isTrue();
        }
    }

    @Test
    void what_failed_for_another_reason_is_no_refusal() {
        Exception loop = new Exception("one");
        loop.addSuppressed(new Exception("two", loop));

        assertThat(Stream.of(loop, new Exception(), new java.io.IOException("reset"))
                        .map(OutboundTls::refusal))
                .allMatch(java.util.Optional::isEmpty);
    }

    private static String send(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
