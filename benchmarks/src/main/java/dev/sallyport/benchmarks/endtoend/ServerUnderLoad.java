// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.endtoend;

import dev.sallyport.benchmarks.contenders.Contender;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty with TLS that asks for a client certificate and verifies it, and a small application behind one contender. */
final class ServerUnderLoad {

    private ServerUnderLoad() {}

    /** Serves until the input ends; the first line of the output is the port. */
    public static void main(String[] arguments) throws Exception {
        Contender contender = Contender.valueOf(arguments[0]);
        Path folder = Path.of(arguments[1]);
        ServletContextHandler application = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        contender.guard(application, folder.resolve(Identities.ANCHORS));
        application.addServlet(new ServletHolder(new Orders()), "/orders/*");
        Server server = new Server();
        ServerConnector connector = connector(server, folder);
        server.addConnector(connector);
        server.setHandler(application);
        server.start();
        System.out.println(connector.getLocalPort());
        while (System.in.read() >= 0) {
            // nobody writes
        }
        server.stop();
        System.exit(0);
    }

    private static ServerConnector connector(Server server, Path folder) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(folder.resolve(Identities.KEYS).toString());
        tls.setKeyStorePassword(Identities.PASSWORD);
        tls.setTrustStorePath(folder.resolve(Identities.TRUST).toString());
        tls.setTrustStorePassword(Identities.PASSWORD);
        tls.setWantClientAuth(true);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer());
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        return connector;
    }

    private static final class Orders extends HttpServlet {

        private static final byte[] ORDER = "{\"order\":17,\"amount\":42}".getBytes(StandardCharsets.UTF_8);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.setContentLength(ORDER.length);
            response.getOutputStream().write(ORDER);
        }
    }
}
