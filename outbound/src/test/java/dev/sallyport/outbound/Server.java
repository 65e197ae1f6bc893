// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A server that demands a client certificate and answers with the caller's name, and from which port he came. */
final class Server implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> callers = new CopyOnWriteArrayList<>();

    private Server(SSLContext context, String... suites) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                if (suites.length > 0) {
                    tls.setCipherSuites(suites);
                    tls.setProtocols(new String[] {"TLSv1.2"});
                }
                parameters.setSSLParameters(tls);
            }
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            X509Certificate caller =
                    (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0];
            callers.add(caller.getSubjectX500Principal().getName());
            byte[] answer = (caller.getSubjectX500Principal().getName() + " from port "
                            + exchange.getRemoteAddress().getPort())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** Shows this certificate, and believes callers of these CAs. */
    static Server showing(Issued certificate, TestCa... callers) throws IOException {
        return new Server(certificate.sslContext(callers));
    }

    /** The same over TLS 1.2 with these suites only. */
    static Server weak(Issued certificate, TestCa callers, String... suites) throws IOException {
        return new Server(certificate.sslContext(callers), suites);
    }

    URI uri(String host) {
        return URI.create("https://" + host + ":" + port() + "/");
    }

    URI uri() {
        return uri("localhost");
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The subjects of all who have got as far as a request. */
    List<String> callers() {
        return callers;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
