// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample.demo;

import dev.sallyport.keys.RotatingKeyManager;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty with two connectors: plain HTTP, and HTTPS that asks for a client certificate and takes whatever comes. */
final class DemoServer implements Closeable {

    private final Server server = new Server();
    private final ServerConnector http;
    private final ServerConnector https;

    private DemoServer(RotatingKeyManager key) throws IOException {
        http = new ServerConnector(server, new HttpConnectionFactory(quiet(new HttpConfiguration())));
        https = new ServerConnector(server, secure(key));
    }

    /** Takes both ports; nothing is answered before {@link #start}. */
    static DemoServer bound(Options options, RotatingKeyManager key) throws IOException {
        DemoServer server = new DemoServer(key);
        open(server.http, options.httpPort(), "--http-port");
        open(server.https, options.httpsPort(), "--https-port");
        return server;
    }

    /** Deploys the application and answers. An application that does not open is reported, and stops everything. */
    void start(Path application) throws IOException {
        WebAppContext context = new WebAppContext();
        context.setContextPath("/");
        context.setWar(application.toUri().toString());
        context.setThrowUnavailableOnStartupException(true);
        context.getHiddenClassMatcher().add("dev.sallyport.", "org.bouncycastle.", "org.slf4j.", "org.objectweb.asm.");
        server.addConnector(http);
        server.addConnector(https);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the application did not start: " + e.getMessage(), e);
        }
    }

    int httpPort() {
        return http.getLocalPort();
    }

    int httpsPort() {
        return https.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the server did not stop", e);
        }
    }

    private static void open(ServerConnector connector, int port, String option) throws IOException {
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        try {
            connector.open();
        } catch (IOException e) {
            throw new IOException(
                    "port " + port + " is taken: choose another with " + option + " (0: any free one)", e);
        }
    }

    private static ConnectionFactory[] secure(RotatingKeyManager key) throws IOException {
        HttpConfiguration configuration = quiet(new HttpConfiguration());
        configuration.addCustomizer(new SecureRequestCustomizer());
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        return new ConnectionFactory[] {new SslConnectionFactory(tls(key), alpn.getProtocol()), alpn, http2, http1};
    }

    private static SslContextFactory.Server tls(RotatingKeyManager key) throws IOException {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {key}, new TrustManager[] {new AcceptAny()}, null);
            tls.setSslContext(context);
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK has no TLS", e);
        }
        tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        tls.setWantClientAuth(true);
        return tls;
    }

    private static HttpConfiguration quiet(HttpConfiguration configuration) {
        configuration.setSendServerVersion(false);
        return configuration;
    }
}
