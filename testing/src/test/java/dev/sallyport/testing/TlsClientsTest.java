// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TlsClientsTest {

    private static final TestCa SERVERS = TestCa.named("servers");
    private static final TestCa ACME = TestCa.named("Acme CA");
    private static HttpsServer server;

    @BeforeAll
    static void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(SERVERS.server("localhost").issue().sslContext(ACME)) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                        wanted.setWantClientAuth(true);
                        parameters.setSSLParameters(wanted);
                    }
                });
        server.createContext("/", exchange -> {
            byte[] name = caller((HttpsExchange) exchange).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, name.length);
            exchange.getResponseBody().write(name);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static String caller(HttpsExchange exchange) {
        try {
            return exchange.getSSLSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException nobody) {
            return "nobody";
        }
    }

    @Test
    void a_client_presents_its_certificate_and_another_has_none() throws Exception {
        HttpClient billing = TlsClients.presenting(ACME.client("billing").issue(), SERVERS);
        HttpClient nobody = TlsClients.withoutCertificate(SERVERS);

        assertThat(get(billing)).isEqualTo("CN=billing");
        assertThat(get(nobody)).isEqualTo("nobody");
    }

    @Test
    void a_server_of_another_ca_is_not_trusted() {
        TestCa others = TestCa.named("others");

        assertThatThrownBy(() -> get(TlsClients.withoutCertificate(others))).isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> get(TlsClients.presenting(ACME.client("billing").issue(), others)))
                .isInstanceOf(IOException.class);
    }

    private static String get(HttpClient client) throws IOException, InterruptedException {
        URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
