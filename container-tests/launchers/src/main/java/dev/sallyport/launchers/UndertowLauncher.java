// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.ForwardedHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.server.handlers.SSLHeaderHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** Undertow without an application server: the deployment is programmed from what is in the WAR. */
final class UndertowLauncher {

    private UndertowLauncher() {}

    public static void main(String[] arguments) throws Exception {
        Launch launch = Launch.of(arguments);
        PathHandler contexts = Handlers.path();
        for (Map.Entry<String, Path> application : launch.applications().entrySet()) {
            deploy(contexts, application.getKey(), application.getValue(), launch);
        }
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .addHttpsListener(0, "127.0.0.1", launch.tls())
                .setSocketOption(Options.SSL_CLIENT_AUTH_MODE, SslClientAuthMode.REQUESTED)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(Launch.forwarding() ? forwarding(contexts) : contexts)
                .build();
        undertow.start();
        Launch.listening(port(undertow, 0), port(undertow, 1));
    }

    /** An application that does not start answers 503, as it does on the other containers, or nothing. */
    private static void deploy(PathHandler contexts, String path, Path war, Launch launch) throws Exception {
        try {
            DeploymentManager manager = Servlets.defaultContainer()
                    .addDeployment(
                            UndertowWar.deployment(path, war, launch.work().resolve("tmp" + path)));
            manager.deploy();
            contexts.addPrefixPath(path, manager.start());
        } catch (Exception | LinkageError e) {
            System.out.println("cannot deploy " + path);
            e.printStackTrace(System.out);
            contexts.addPrefixPath(path, new ResponseCodeHandler(503));
        }
    }

    private static HttpHandler forwarding(HttpHandler next) {
        return new SSLHeaderHandler(new ForwardedHandler(Handlers.proxyPeerAddress(next)));
    }

    private static int port(Undertow undertow, int listener) {
        return ((InetSocketAddress) undertow.getListenerInfo().get(listener).getAddress()).getPort();
    }
}
