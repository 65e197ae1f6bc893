// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.cdi.shop.ForPartners;
import dev.sallyport.cdi.shop.FromCdi;
import dev.sallyport.cdi.shop.Ticker;
import dev.sallyport.cdi.shop.TickerServlet;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A WebSocket endpoint that is a CDI bean, and requires a certificate by an annotation that carries the requirement. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class WebSocketBeanTest {

    private static final Issued BILLING =
            War.ACME.client("billing").spiffe("spiffe://acme.example/billing").issue();
    private static final Issued STRANGER =
            TestCa.named("Nobody's CA").client("stranger").issue();

    private Container container;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        War war = War.of(folder.resolve("shop"), Ticker.class, TickerServlet.class, ForPartners.class, FromCdi.class);
        container = Container.tomcat(war, Optional.empty());
        assertThat(container.isUp()).isTrue();
    }

    @AfterAll
    void stop() throws Exception {
        container.close();
    }

    /** Keeps the first message. */
    private static final class First implements WebSocket.Listener {
        private final CompletableFuture<String> text = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            text.completeExceptionally(error);
        }
    }

    private WebSocket open(Issued client, First first) {
        return client(client)
                .newWebSocketBuilder()
                .buildAsync(URI.create("wss://localhost:" + container.port() + "/ticker"), first)
                .join();
    }

    private static HttpClient client(Issued client) {
        return HttpClient.newBuilder()
                .sslContext(client.sslContext(War.SERVER_CA))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Test
    void a_message_knows_the_peer_of_the_session_and_no_request() {
        First first = new First();
        WebSocket socket = open(BILLING, first);

        socket.sendText("tea", true).join();

        assertThat(first.text.join()).isEqualTo("tea for spiffe://acme.example/billing, request of nobody");
        socket.abort();
    }

    @Test
    void a_stranger_is_refused_at_the_handshake() {
        assertThatThrownBy(() -> open(STRANGER, new First()))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    @Test
    void a_call_of_the_endpoint_as_a_bean_is_guarded_like_any_other() throws Exception {
        assertThat(last(STRANGER)).contains("unknown-issuer");
        assertThat(last(BILLING)).isEqualTo("last price");
    }

    private String last(Issued who) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + container.port() + "/last"))
                .build();
        return client(who).send(request, BodyHandlers.ofString()).body();
    }
}
