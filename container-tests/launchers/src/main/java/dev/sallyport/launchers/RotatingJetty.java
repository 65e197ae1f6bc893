// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty with a connector of the application's own, whose key is followed; it answers {@code hello}. */
final class RotatingJetty {

    private RotatingJetty() {}

    public static void main(String[] arguments) throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(OwnKey.tls(OwnKey.of(arguments)));
        tls.setWantClientAuth(true);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer());
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        Server server = new Server();
        ServerConnector https = new ServerConnector(server, new SslConnectionFactory(tls, http.getProtocol()), http);
        https.setHost("127.0.0.1");
        server.addConnector(https);
        server.setHandler(new Hello());
        server.start();
        Launch.listening(0, https.getLocalPort());
    }

    private static final class Hello extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.write(true, ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)), callback);
            return true;
        }
    }
}
