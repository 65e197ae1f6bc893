// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static dev.sallyport.outbound.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Event;
import dev.sallyport.config.FileAccess;
import dev.sallyport.config.OutboundSettings;
import dev.sallyport.config.Settings;
import dev.sallyport.config.Source;
import dev.sallyport.keys.Follower;
import dev.sallyport.keys.RotatingKey;
import dev.sallyport.testca.TestCa;
import dev.sallyport.transport.TlsProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One client lives through all changes; {@code reload()} stands for the follower, which calls the same. */
class RotationTest {

    private static final TestCa PARTNER = TestCa.named("Partner CA");
    private static final TestCa NEXT = TestCa.named("Partner CA 2");
    private static final TestCa OURS = TestCa.named("Our CA");

    @TempDir
    Path folder;

    private Calls calls;

    @BeforeEach
    void call_as_shop_and_believe_the_partner() {
        calls = new Calls(folder).as(OURS.client("shop").issue()).believing(PARTNER);
    }

    @Test
    void new_connections_show_the_new_key_and_open_ones_go_on() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS);
                Server other = Server.showing(PARTNER.server("localhost").issue(), OURS);
                OutboundTls tls = calls.open()) {
            HttpClient client = tls.httpClient();
            String first = call(client, server.uri());

            calls.as(OURS.client("shop of tomorrow").issue());
            tls.reload();

            assertThat(first).startsWith("CN=shop from port ");
            assertThat(call(client, server.uri())).isEqualTo(first);
            assertThat(call(client, other.uri())).startsWith("CN=shop of tomorrow from port ");
        }
    }

    @Test
    void a_tls_session_of_the_old_key_is_not_resumed() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS);
                OutboundTls tls = calls.open()) {
            assertThat(byNewConnection(tls, server)).startsWith("CN=shop from");

            calls.as(OURS.client("shop of tomorrow").issue());
            tls.reload();

            assertThat(byNewConnection(tls, server)).startsWith("CN=shop of tomorrow from");
        }
    }

    @Test
    void a_ca_that_is_added_is_believed_by_the_client_that_was_there_before() throws Exception {
        try (Server server = Server.showing(NEXT.server("localhost").issue(), OURS);
                OutboundTls tls = calls.open()) {
            HttpClient client = tls.httpClient();
            assertThat(call(client, server.uri())).isEqualTo("unknown-issuer");

            calls.believing(PARTNER, NEXT);
            tls.reload();

            assertThat(call(client, server.uri())).startsWith("CN=shop");
            assertThat(calls.events()).contains(new Event.Rotated("the servers of outbound billing", "2 anchors"));
        }
    }

    @Test
    void a_server_whose_ca_is_gone_is_not_called_again_on_a_connection_that_was_kept() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS);
                OutboundTls tls = calls.open()) {
            HttpClient client = tls.httpClient();
            assertThat(call(client, server.uri())).startsWith("CN=shop");

            calls.believing(NEXT);
            tls.reload();

            assertThat(call(client, server.uri())).isEqualTo("unknown-issuer");
            assertThat(server.callers()).hasSize(1);
        }
    }

    @Test
    void a_client_of_the_applications_own_cannot_use_such_a_connection_either() throws Exception {
        try (Server gone = Server.showing(PARTNER.server("localhost").issue(), OURS);
                Server stays = Server.showing(NEXT.server("localhost").issue(), OURS);
                OutboundTls tls = calls.believing(PARTNER, NEXT).open()) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(tls.sslContext()).build();
            assertThat(call(client, gone.uri())).startsWith("CN=shop");
            String kept = call(client, stays.uri());

            calls.believing(NEXT);
            tls.reload();

            assertThat(outcome(client, gone)).isNotEqualTo("answered");
            assertThat(call(client, gone.uri())).isEqualTo("unknown-issuer");
            assertThat(gone.callers()).hasSize(1);
            assertThat(call(client, stays.uri())).isEqualTo(kept);
        }
    }

    private static String outcome(HttpClient client, Server server) throws InterruptedException {
        try {
            String answer = call(client, server.uri());
            return answer.startsWith("CN=") ? "answered" : answer;
        } catch (IOException e) {
            return "failed: " + e;
        }
    }

    @Test
    void a_socket_to_such_a_server_is_closed_under_whoever_waits_for_it() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (Server gone = Server.showing(PARTNER.server("localhost").issue(), OURS);
                Server stays = Server.showing(NEXT.server("localhost").issue(), OURS);
                OutboundTls tls = calls.believing(PARTNER, NEXT).open();
                SSLSocket reading = socket(tls, gone);
                SSLSocket kept = socket(tls, stays)) {
            Thread reader = new Thread(() -> {
                try {
                    if (reading.getInputStream().read() < 0) {
                        ended.countDown();
                    }
                } catch (IOException e) {
                    ended.countDown();
                }
            });
            reader.start();

            calls.believing(NEXT);
            tls.reload();

            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            reader.join();
            assertThat(reading.isClosed()).isTrue();
            assertThat(kept.isClosed()).isFalse();
        }
    }

    @Test
    void a_server_that_never_says_farewell_does_not_hold_up_the_end_of_its_connection() throws Exception {
        try (Server gone = Server.showing(PARTNER.server("localhost").issue(), OURS);
                OutboundTls tls = calls.open();
                Socket plain = new Socket("localhost", gone.port());
                SSLSocket over = (SSLSocket)
                        tls.sslContext().getSocketFactory().createSocket(plain, "localhost", gone.port(), false)) {
            over.startHandshake();

            calls.believing(NEXT);
            tls.reload();

            assertThat(over.isClosed()).isTrue();
        }
    }

    @Test
    void a_change_that_fails_half_way_ends_the_connections_of_a_ca_that_is_gone_and_is_made_again() throws Exception {
        OutboundSettings settings = settings();
        ServerTrustManager manager = new ServerTrustManager(
                "billing",
                TlsProfile.INTERMEDIATE,
                InstantSource.system(),
                event -> {},
                FollowedServers.believed(settings, settings.readAnchors(), Instant.now()));
        AtomicInteger changes = new AtomicInteger();
        FollowedServers servers = new FollowedServers(settings, manager, () -> {
            if (changes.incrementAndGet() == 1) {
                throw new UncheckedIOException(new IOException("Too many open files"));
            }
        });
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {
                    RotatingKey.named("ours")
                            .keys(calls.keys())
                            .read(Instant.now())
                            .keyManager()
                },
                new TrustManager[] {manager},
                null);
        try (Server gone = Server.showing(PARTNER.server("localhost").issue(), OURS);
                SSLSocket open = (SSLSocket) context.getSocketFactory().createSocket("localhost", gone.port())) {
            open.startHandshake();
            calls.believing(NEXT);

            assertThatThrownBy(() -> servers.reload(Instant.now())).isInstanceOf(UncheckedIOException.class);
            assertThat(open.isClosed()).isTrue();
            assertThat(servers.reload(Instant.now())).contains("1 anchor");
            assertThat(changes).hasValue(2);
            assertThat(servers.reload(Instant.now())).isEmpty();
        }
    }

    private OutboundSettings settings() {
        Source source = Source.contextParams(
                Map.of("sallyport.outbound.billing.anchors", calls.anchors().toString()));
        return Objects.requireNonNull(
                Settings.outbound(List.of(source), FileAccess.FILE_SYSTEM, Instant.now(), advice -> {})
                        .get("billing"));
    }

    @Test
    void a_connection_of_which_nothing_can_be_told_is_ended_and_keeps_no_other_from_its_end() throws Exception {
        OpenConnections connections = new OpenConnections();
        X509Certificate[] shown = {PARTNER.certificate()};
        try (Socket doubtful = SSLSocketFactory.getDefault().createSocket();
                Socket gone = SSLSocketFactory.getDefault().createSocket()) {
            connections.add(doubtful, shown);
            connections.add(gone, new X509Certificate[] {NEXT.certificate()});

            assertThatThrownBy(() -> connections.endUnless(chain -> {
                        if (chain[0].equals(PARTNER.certificate())) {
                            throw new IllegalStateException("broken");
                        }
                        return false;
                    }))
                    .hasMessage("broken");
            assertThat(doubtful.isClosed()).isTrue();
            assertThat(gone.isClosed()).isTrue();
        }
    }

    @Test
    void a_client_that_cannot_be_made_anew_does_not_keep_the_old_connections() {
        HttpsClient client = new HttpsClient(() -> {
            throw new UncheckedIOException(new IOException("Too many open files"));
        });

        assertThatNoException().isThrownBy(client::leaveConnections);
        assertThatThrownBy(client::version).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void anchors_that_cannot_be_used_change_nothing_and_are_told() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS);
                OutboundTls tls = calls.open()) {
            TestCa old = TestCa.named("Old CA").until(Instant.now().minus(Duration.ofHours(1)));
            calls.believing(old);

            assertThat(problem(tls.reload(), 1)).contains("none of the anchors is valid at this time");
            assertThat(call(tls.httpClient(), server.uri())).startsWith("CN=shop");

            Files.writeString(calls.anchors(), "nothing");
            assertThat(problem(tls.reload(), 1))
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains("anchors.pem' cannot be read: the file is neither PEM nor PKCS12 nor JKS"));
            assertThat(call(tls.httpClient(), server.uri())).startsWith("CN=shop");

            calls.believing(old, PARTNER);
            assertThat(problem(tls.reload(), 1)).isEmpty();
            assertThat(call(tls.httpClient(), server.uri())).startsWith("CN=shop");
        }
    }

    @Test
    void a_key_that_is_not_the_certificates_changes_nothing_and_is_told() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS);
                OutboundTls tls = calls.open()) {
            Files.writeString(
                    calls.keys(),
                    OURS.client("shop").issue().pem()
                            + OURS.client("shop").issue().keyPem());

            assertThat(problem(tls.reload(), 0)).isPresent();
            assertThat(byNewConnection(tls, server)).startsWith("CN=shop from");
        }
    }

    @Test
    void the_follower_finds_changes_by_itself() throws Exception {
        try (Server server = Server.showing(NEXT.server("localhost").issue(), OURS);
                OutboundTls tls = calls.open()) {
            assertThat(call(tls.httpClient(), server.uri())).isEqualTo("unknown-issuer");
            CountDownLatch rotated = calls.rotations(2);

            calls.believing(NEXT).as(OURS.client("shop of tomorrow").issue());

            assertThat(rotated.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(call(tls.httpClient(), server.uri())).startsWith("CN=shop of tomorrow from");
        }
    }

    private static Optional<String> problem(List<Follower.Status> statuses, int which) {
        return statuses.get(which).problem();
    }

    private static SSLSocket socket(OutboundTls tls, Server server) throws IOException {
        SSLSocket socket = (SSLSocket) tls.sslContext().getSocketFactory().createSocket("localhost", server.port());
        socket.startHandshake();
        return socket;
    }

    private static String byNewConnection(OutboundTls tls, Server server) throws IOException {
        try (Socket socket = socket(tls, server)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }
}
