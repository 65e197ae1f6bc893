// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A web application behind Sallyport, on a real server with TLS that takes any client certificate. */
final class Site implements AutoCloseable {

    static final TestCa SERVER_CA = TestCa.named("Server CA");
    static final TestCa ACME = TestCa.named("Acme CA");
    static final Issued BILLING =
            ACME.client("billing").spiffe("spiffe://acme.example/billing").issue();

    private static final Issued SERVER = SERVER_CA.server("localhost").issue();
    private static final char[] NO_PASSWORD = new char[0];

    final Queue<Event> events = new ConcurrentLinkedQueue<>();
    final ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    private final Server server = new Server();
    private final ServerConnector plain = new ServerConnector(server);
    private final ServerConnector secure;
    private final Set<Class<?>> annotated = new LinkedHashSet<>();

    private Site() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(acceptingAnyCertificate());
        tls.setWantClientAuth(true);
        tls.setExcludeCipherSuites();
        tls.setIncludeCipherSuites(".*");
        secure = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(configuration));
        plain.setHost("localhost");
        secure.setHost("localhost");
        server.addConnector(plain);
        server.addConnector(secure);
        server.setHandler(context);
        context.setAttribute(EventSink.ATTRIBUTE, (EventSink) events::add);
    }

    /** A site whose trust {@code default} has the anchor {@link #ACME}. */
    static Site trustingAcme(Path folder) throws IOException {
        return new Site()
                .param(
                        "trust.default.anchors",
                        Files.writeString(folder.resolve("acme.pem"), ACME.pem())
                                .toString());
    }

    static Site plain() {
        return new Site();
    }

    Site param(String key, String value) {
        context.setInitParameter("sallyport." + key, value);
        return this;
    }

    Site servlet(String path, Servlet servlet) {
        context.addServlet(new ServletHolder(servlet), path);
        annotated.add(servlet.getClass());
        return this;
    }

    Site annotated(Class<?> type) {
        annotated.add(type);
        return this;
    }

    /** An initializer that comes before ours. */
    Site before(ServletContainerInitializer initializer) {
        context.addServletContainerInitializer(initializer);
        return this;
    }

    Site but(Consumer<ServletContextHandler> change) {
        change.accept(context);
        return this;
    }

    Site start() throws Exception {
        context.addServletContainerInitializer(new SallyportInitializer(), annotated.toArray(Class<?>[]::new));
        return startWithoutInitializer();
    }

    Site startWithoutInitializer() throws Exception {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw e;
        }
        return this;
    }

    int httpPort() {
        return plain.getLocalPort();
    }

    int httpsPort() {
        return secure.getLocalPort();
    }

    /** Asks over HTTPS, without a certificate. */
    HttpResponse<String> get(String target) throws Exception {
        return send(stranger(), request("https://localhost:" + httpsPort() + target));
    }

    /** Asks over HTTPS as somebody. */
    HttpResponse<String> get(String target, Issued client) throws Exception {
        return send(client.sslContext(SERVER_CA), request("https://localhost:" + httpsPort() + target));
    }

    HttpResponse<String> send(SSLContext tls, HttpRequest.Builder request) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The filters as the container has initialised them. */
    List<Filter> filters() {
        return Stream.of(context.getServletHandler().getFilters())
                .map(FilterHolder::getFilter)
                .toList();
    }

    /** The name that the container gave the first servlet. */
    String servletName() {
        return context.getServletHandler().getServlets()[0].getName();
    }

    static HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri));
    }

    /** Sends these lines over plain HTTP, to the byte, and returns all that comes back. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket("localhost", httpPort())) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Asks over TLS 1.2 with this cipher suite alone; returns all that comes back. */
    String overTls(SSLContext tls, String cipherSuite, String target) throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", httpsPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {cipherSuite});
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static SSLContext stranger() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(SERVER_CA.trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS", e);
        }
    }

    List<String> codes() {
        return events.stream().map(Event::code).toList();
    }

    /** What the event of the opening says is guarded. */
    List<String> opened() {
        return events.stream()
                .filter(Event.Opened.class::isInstance)
                .flatMap(event -> ((Event.Opened) event).guarded().stream())
                .toList();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }

    private static SSLContext acceptingAnyCertificate() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(SERVER.keyStore(NO_PASSWORD), NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS", e);
        }
    }

    /** Leaves the verification to Sallyport. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
