// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.util.Collection;
import java.util.Map;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty 12, with the EE environment that is on the class path. */
final class JettyLauncher {

    private JettyLauncher() {}

    public static void main(String[] arguments) throws Exception {
        Launch launch = Launch.of(arguments);
        Server server = new Server();
        ServerConnector http = new ServerConnector(server, new HttpConnectionFactory(configuration()));
        http.setHost("127.0.0.1");
        server.addConnector(http);
        ServerConnector https = https(server, launch);
        server.addConnector(https);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        for (Map.Entry<String, Path> application : launch.applications().entrySet()) {
            contexts.addHandler(context(application.getKey(), application.getValue(), launch));
        }
        server.setHandler(contexts);
        server.start();
        Launch.listening(http.getLocalPort(), https.getLocalPort());
    }

    private static ServerConnector https(Server server, Launch launch) {
        SslContextFactory.Server tls = new SslContextFactory.Server() {
            @Override
            protected TrustManager[] getTrustManagers(KeyStore trustStore, Collection<? extends CRL> crls) {
                return new TrustManager[] {new AcceptAny()};
            }
        };
        tls.setKeyStorePath(launch.keyStore().toString());
        tls.setKeyStorePassword(launch.password());
        tls.setWantClientAuth(true);
        HttpConfiguration configuration = configuration();
        configuration.addCustomizer(new SecureRequestCustomizer());
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        ServerConnector https =
                new ServerConnector(server, new SslConnectionFactory(tls, alpn.getProtocol()), alpn, http2, http1);
        https.setHost("127.0.0.1");
        return https;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        if (Launch.forwarding()) {
            configuration.addCustomizer(new ForwardedRequestCustomizer());
        }
        return configuration;
    }

    /** A {@code WebAppContext}; its class is another one in each environment, with the same methods. */
    private static ContextHandler context(String path, Path war, Launch launch) throws ReflectiveOperationException {
        ContextHandler context = Class.forName(System.getProperty("jetty.context"))
                .asSubclass(ContextHandler.class)
                .getConstructor()
                .newInstance();
        context.getClass().getMethod("setWar", String.class).invoke(context, war.toString());
        context.setContextPath(path);
        context.setTempDirectory(launch.work().resolve("tmp" + path).toFile());
        return context;
    }
}
