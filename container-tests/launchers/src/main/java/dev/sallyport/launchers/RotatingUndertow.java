// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import io.undertow.Undertow;
import java.net.InetSocketAddress;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** Undertow with a listener of the application's own, whose key is followed; it answers {@code hello}. */
final class RotatingUndertow {

    private RotatingUndertow() {}

    public static void main(String[] arguments) throws Exception {
        Undertow undertow = Undertow.builder()
                .addHttpsListener(0, "127.0.0.1", OwnKey.tls(OwnKey.of(arguments)))
                .setSocketOption(Options.SSL_CLIENT_AUTH_MODE, SslClientAuthMode.REQUESTED)
                .setHandler(exchange -> exchange.getResponseSender().send("hello"))
                .build();
        undertow.start();
        Launch.listening(
                0, ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort());
    }
}
