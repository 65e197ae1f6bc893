// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RotatingKeyManagerTest {

    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final TestCa ISSUING = ACME.intermediate("Acme Issuing");
    private static final Issued FIRST = ISSUING.server("localhost").issue();
    private static final Issued SECOND = ISSUING.server("localhost").issue();

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_new_connection_is_shown_the_new_certificate_while_an_old_one_goes_on(String version) throws Exception {
        var manager = new RotatingKeyManager(of(FIRST));
        try (EchoServer server = new EchoServer(context(manager, ACME), version)) {
            SSLSocket old = server.connect(ISSUING.client("caller").issue().sslContext(ACME));
            assertThat(answer(old, 1)).isEqualTo(1);
            assertThat(shown(old)).isEqualTo(FIRST.certificate());

            manager.become(of(SECOND));

            // Another context: the first would resume its session, in which no certificate is shown.
            SSLSocket young = server.connect(ISSUING.client("caller").issue().sslContext(ACME));
            assertThat(answer(young, 2)).isEqualTo(2);
            assertThat(shown(young)).isEqualTo(SECOND.certificate());
            assertThat(answer(old, 3)).isEqualTo(3);
            assertThat(shown(old)).isEqualTo(FIRST.certificate());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keys_of_every_kind_serve_and_the_kind_may_change(String version) throws Exception {
        var manager = new RotatingKeyManager(of(FIRST));
        try (EchoServer server = new EchoServer(context(manager, ACME), version)) {
            for (Issued next : List.of(
                    ISSUING.server("localhost").rsa(2048).issue(),
                    ISSUING.server("localhost").ec("secp384r1").issue(),
                    ISSUING.server("localhost").ed25519().issue())) {
                manager.become(of(next));

                SSLSocket socket =
                        server.connect(ISSUING.client("caller").issue().sslContext(ACME));
                assertThat(answer(socket, 7)).isEqualTo(7);
                assertThat(shown(socket)).isEqualTo(next.certificate());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_client_shows_the_new_certificate_from_the_same_context(String version) throws Exception {
        Issued billing = ISSUING.client("billing").issue();
        Issued renewed = ISSUING.client("billing").issue();
        var manager = new RotatingKeyManager(of(billing));
        SSLContext client = context(manager, ACME);
        try (EchoServer first = new EchoServer(FIRST.sslContext(ACME), version);
                EchoServer second = new EchoServer(FIRST.sslContext(ACME), version)) {
            SSLSocket before = first.connect(client);
            assertThat(answer(before, 1)).isEqualTo(1);
            assertThat(before.getSession().getLocalCertificates()[0]).isEqualTo(billing.certificate());

            manager.become(of(renewed));

            SSLSocket after = second.connect(client);
            assertThat(answer(after, 2)).isEqualTo(2);
            assertThat(after.getSession().getLocalCertificates()[0]).isEqualTo(renewed.certificate());
        }
    }

    @Test
    void a_client_whose_issuer_the_server_does_not_name_shows_nothing() {
        var manager = new RotatingKeyManager(of(FIRST));
        Principal[] strangers = {new X500Principal("CN=Somebody Else")};
        Principal[] root = {
            new X500Principal("CN=Somebody Else"), ACME.certificate().getSubjectX500Principal()
        };

        assertThat(manager.chooseEngineClientAlias(new String[] {"RSA", "EC"}, strangers, null))
                .isNull();
        assertThat(manager.chooseEngineClientAlias(new String[] {"RSA", "EC"}, root, null))
                .isNotNull();
        assertThat(manager.chooseEngineClientAlias(new String[] {"RSA", "EC"}, new Principal[0], null))
                .isNotNull();
        assertThat(manager.chooseClientAlias(new String[] {"RSA"}, null, null)).isNull();
        assertThat(manager.getClientAliases("EC", strangers)).isNull();
        assertThat(manager.getClientAliases("EC", root)).hasSize(1);
    }

    @Test
    void a_server_shows_its_only_certificate_whatever_issuers_the_client_names() {
        var manager = new RotatingKeyManager(of(FIRST));
        Principal[] strangers = {new X500Principal("CN=Somebody Else")};

        assertThat(manager.chooseEngineServerAlias("EC", strangers, null)).isNotNull();
        assertThat(manager.chooseServerAlias("EC_EC", strangers, null)).isNotNull();
        assertThat(manager.chooseServerAlias("EC_RSA", strangers, null)).isNull();
        assertThat(manager.chooseServerAlias("RSA", null, null)).isNull();
        assertThat(manager.getServerAliases("EC", null)).hasSize(1);
    }

    @Test
    void the_chain_and_the_key_of_a_handshake_agree_though_the_key_changes_in_between() {
        var manager = new RotatingKeyManager(of(FIRST));
        String alias = manager.chooseEngineServerAlias("EC", null, null);
        manager.become(of(SECOND));

        assertThat(manager.getCertificateChain(alias)).containsExactlyElementsOf(FIRST.chain());
        assertThat(manager.getPrivateKey(alias)).isEqualTo(FIRST.privateKey());
        assertThat(manager.getPrivateKey(manager.chooseEngineServerAlias("EC", null, null)))
                .isEqualTo(SECOND.privateKey());
    }

    @Test
    void the_last_eight_are_kept_and_no_more() {
        var manager = new RotatingKeyManager(of(FIRST));
        String oldest = manager.chooseEngineServerAlias("EC", null, null);
        for (int i = 0; i < 7; i++) {
            manager.become(of(SECOND));
        }
        assertThat(manager.getPrivateKey(oldest)).isEqualTo(FIRST.privateKey());

        manager.become(of(SECOND));

        assertThat(manager.getPrivateKey(oldest)).isNull();
        assertThat(manager.getCertificateChain(oldest)).isNull();
        assertThat(manager.getCertificateChain("somebody-else's")).isNull();
        assertThat(manager.getCertificateChain(null)).isNull();
    }

    private static KeyMaterial of(Issued issued) {
        return new KeyMaterial(issued.privateKey(), issued.chain());
    }

    private static SSLContext context(RotatingKeyManager manager, TestCa trusted) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted.trustStore());
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager[] managers = trust.getTrustManagers();
        context.init(new KeyManager[] {manager}, managers, null);
        return context;
    }

    private static int answer(SSLSocket socket, int sent) throws IOException {
        socket.getOutputStream().write(sent);
        socket.getOutputStream().flush();
        return socket.getInputStream().read();
    }

    private static Certificate shown(SSLSocket socket) throws SSLException {
        return socket.getSession().getPeerCertificates()[0];
    }

    /** Demands a client certificate and sends back every byte. */
    private static final class EchoServer implements AutoCloseable {

        private final SSLServerSocket socket;
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final List<SSLSocket> open = new ArrayList<>();

        EchoServer(SSLContext context, String version) throws IOException {
            socket = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
            socket.setEnabledProtocols(new String[] {version});
            socket.setNeedClientAuth(true);
        }

        SSLSocket connect(SSLContext client) throws IOException {
            threads.execute(this::serve);
            SSLSocket connected = (SSLSocket)
                    client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), socket.getLocalPort());
            connected.setSoTimeout(10_000);
            open.add(connected);
            return connected;
        }

        private void serve() {
            try (SSLSocket accepted = (SSLSocket) socket.accept()) {
                for (int read = accepted.getInputStream().read();
                        read >= 0;
                        read = accepted.getInputStream().read()) {
                    accepted.getOutputStream().write(read);
                    accepted.getOutputStream().flush();
                }
            } catch (IOException theClientSees) {
                assertThat(theClientSees).isNotNull();
            }
        }

        @Override
        public void close() throws IOException {
            for (SSLSocket each : open) {
                each.close();
            }
            socket.close();
            threads.shutdownNow();
        }
    }
}
