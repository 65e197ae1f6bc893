// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client of Jakarta REST (Jersey) and Apache HttpClient, both with their own check of hosts switched off. */
class OtherClientsTest {

    private static final TestCa PARTNER = TestCa.named("Partner CA");
    private static final TestCa NEXT = TestCa.named("Partner CA 2");
    private static final TestCa STRANGER = TestCa.named("Stranger CA");
    private static final TestCa OURS = TestCa.named("Our CA");

    @TempDir
    Path folder;

    private Calls calls;

    /** Calls, and says what it gets or the code of the refusal. */
    private interface Caller extends AutoCloseable {
        String call(URI uri) throws IOException;

        @Override
        void close() throws IOException;
    }

    private record Named(String name, Function<OutboundTls, Caller> maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> clients() {
        return Stream.of(new Named("Jersey", Jersey::new), new Named("Apache HttpClient", Apache::new));
    }

    private record Jersey(Client client) implements Caller {

        Jersey(OutboundTls tls) {
            this(ClientBuilder.newBuilder()
                    .sslContext(tls.sslContext())
                    .hostnameVerifier((host, session) -> true)
                    .build());
        }

        @Override
        public String call(URI uri) {
            try {
                return client.target(uri).request().get(String.class);
            } catch (ProcessingException e) {
                return Calls.code(e);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private record Apache(CloseableHttpClient client) implements Caller {

        Apache(OutboundTls tls) {
            this(HttpClients.custom()
                    .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                            .setTlsSocketStrategy(
                                    new DefaultClientTlsStrategy(tls.sslContext(), NoopHostnameVerifier.INSTANCE))
                            .build())
                    .disableConnectionState() // else it keeps no connection with a client certificate for the next
                    // request
                    .build());
        }

        @Override
        public String call(URI uri) throws IOException {
            try {
                return client.execute(new HttpGet(uri), answer -> EntityUtils.toString(answer.getEntity()));
            } catch (IOException e) {
                return Calls.code(e);
            }
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    @BeforeEach
    void call_as_shop_and_believe_the_partner() {
        calls = new Calls(folder).as(OURS.client("shop").issue()).believing(PARTNER);
    }

    private static Server server(Draft shown) throws IOException {
        return Server.showing(shown.issue(), OURS);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void the_right_server_answers_and_others_are_refused_with_their_code(Named kind) throws Exception {
        try (Server right = server(PARTNER.server("localhost"));
                Server otherHost = server(PARTNER.server("other.example"));
                Server stranger = server(STRANGER.server("localhost"));
                OutboundTls tls = calls.open();
                Caller caller = kind.maker().apply(tls)) {
            assertThat(caller.call(right.uri())).startsWith("CN=shop from");
            assertThat(caller.call(otherHost.uri())).isEqualTo("wrong-host");
            assertThat(caller.call(stranger.uri())).isEqualTo("unknown-issuer");
            assertThat(otherHost.callers()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_lives_through_rotation_shows_the_new_key_to_who_is_called_first_then(Named kind)
            throws Exception {
        try (Server before = server(PARTNER.server("localhost"));
                Server after = server(PARTNER.server("localhost"));
                OutboundTls tls = calls.open();
                Caller caller = kind.maker().apply(tls)) {
            String first = caller.call(before.uri());

            calls.as(OURS.client("shop of tomorrow").issue());
            tls.reload();

            assertThat(caller.call(before.uri())).isEqualTo(first);
            assertThat(caller.call(after.uri())).startsWith("CN=shop of tomorrow from");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_server_whose_ca_is_gone_gets_no_request_on_a_connection_of_the_pool(Named kind) throws Exception {
        try (Server gone = server(PARTNER.server("localhost"));
                Server stays = server(NEXT.server("localhost"));
                OutboundTls tls = calls.believing(PARTNER, NEXT).open();
                Caller caller = kind.maker().apply(tls)) {
            String kept = caller.call(stays.uri());
            assertThat(caller.call(gone.uri())).startsWith("CN=shop from");

            calls.believing(NEXT);
            tls.reload();

            assertThat(caller.call(gone.uri())).isEqualTo("unknown-issuer");
            assertThat(gone.callers()).hasSize(1);
            assertThat(caller.call(stays.uri())).isEqualTo(kept);
        }
    }
}
