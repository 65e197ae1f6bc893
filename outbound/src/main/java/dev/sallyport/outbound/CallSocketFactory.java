// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Makes each socket in a context of its own. */
final class CallSocketFactory extends SSLSocketFactory {

    private final Supplier<SSLSocketFactory> fresh;
    private final SSLSocketFactory first;

    CallSocketFactory(Supplier<SSLSocketFactory> fresh, SSLSocketFactory first) {
        this.fresh = fresh;
        this.first = first;
    }

    @Override
    public Socket createSocket() throws IOException {
        return fresh.get().createSocket();
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return fresh.get().createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return fresh.get().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return fresh.get().createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return fresh.get().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return fresh.get().createSocket(address, port, localAddress, localPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return first.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return first.getSupportedCipherSuites();
    }
}
