// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches one thing at a time, within the rules: from an allowed host only, at an address that was looked up once and does
 * not lead inward, without redirects or proxies, and all of it in one bounded time.
 *
 * <p>Safe for use by many threads. {@link #close()} ends what is being fetched.
 */
public final class Fetcher implements AutoCloseable {

    private static final int MOST_ADDRESSES = 4;
    private static final int WINDOW = 16 * 1024;

    /** A host that has not sent as much when the time is up is slow with whatever it is asked for. */
    private static final int LITTLE = 64 * 1024;

    private final FetchRules rules;
    private final Resolver resolver;
    private final SSLSocketFactory tls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Makes something of what a host sends, while it is sent. */
    @FunctionalInterface
    public interface Reader<T> {

        /** Reads all of it. */
        T read(InputStream content) throws IOException;
    }

    /** Who knows the addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Fetches by these rules; of HTTPS, it believes whom the JDK believes. */
    public Fetcher(FetchRules rules) {
        this(rules, InetAddress::getAllByName, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    Fetcher(FetchRules rules, Resolver resolver, SSLSocketFactory tls) {
        this.rules = rules;
        this.resolver = resolver;
        this.tls = tls;
    }

    /** The rules. */
    public FetchRules rules() {
        return rules;
    }

    /**
     * Fetches something.
     *
     * @param most how many bytes it may have
     * @param reader what makes something of it; the connection ends with it
     * @throws IOException if nothing came of it; its message is a part of a sentence
     */
    public <T> T fetch(FetchRequest request, long most, Reader<T> reader) throws IOException {
        FetchUrl url = request.url();
        if (!rules.allow(url)) {
            throw new FetchException("its host is not among those that are allowed");
        }
        Deadline deadline = Deadline.in(rules.timeout());
        try (DeadlineSocket socket = connected(url, deadline)) {
            return read(socket, answer(socket, request, most), reader);
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    private <T> T read(DeadlineSocket socket, InputStream content, Reader<T> reader) throws IOException {
        try {
            return reader.read(content);
        } catch (SocketTimeoutException e) {
            String reason = "it took longer than " + rules.timeout();
            throw socket.received() < LITTLE ? FetchException.ofHost(reason, e) : new FetchException(reason, e);
        }
    }

    /** What the host says; while it says nothing, nothing else would come of it either. */
    private InputStream answer(Socket socket, FetchRequest request, long most) throws IOException {
        try {
            Socket spoken = request.url().isSecure() ? secured(socket, request.url()) : socket;
            spoken.getOutputStream().write(request.bytes());
            return ResponseReader.content(new BufferedInputStream(spoken.getInputStream(), WINDOW), most);
        } catch (SSLException e) {
            throw FetchException.ofHost("TLS fails: " + e.getMessage(), e);
        } catch (SocketTimeoutException e) {
            throw FetchException.ofHost("it said nothing within " + rules.timeout(), e);
        } catch (SocketException | EOFException e) {
            throw FetchException.ofHost("the connection ended without an answer", e);
        }
    }

    private DeadlineSocket connected(FetchUrl url, Deadline deadline) throws FetchException {
        List<InetAddress> addresses = addresses(url);
        IOException last = new SocketTimeoutException();
        for (int i = 0; i < addresses.size() && deadline.leftMillis() > 0; i++) {
            DeadlineSocket socket = new DeadlineSocket(deadline);
            open.add(socket);
            try {
                if (closed.get()) {
                    throw new SocketException("closed");
                }
                int share = deadline.share(addresses.size() - i).leftMillis();
                socket.connect(new InetSocketAddress(addresses.get(i), url.port()), Math.max(1, share));
                return socket;
            } catch (IOException e) {
                close(socket);
                last = e;
            }
        }
        throw FetchException.ofHost(
                last instanceof SocketTimeoutException
                        ? "it could not be connected to within " + rules.timeout()
                        : "it cannot be connected to",
                last);
    }

    /** Looked up once: the connection goes to what was checked here. */
    private List<InetAddress> addresses(FetchUrl url) throws FetchException {
        List<InetAddress> addresses;
        try {
            addresses = List.of(resolver.resolve(url.host()));
        } catch (UnknownHostException e) {
            throw FetchException.ofHost("its host is not known", e);
        }
        for (InetAddress address : addresses) {
            if (!OuterWorld.has(address, rules.inward())) {
                throw FetchException.ofHost(
                        "its host has the address " + address.getHostAddress() + ", which leads inward", null);
            }
        }
        return addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()));
    }

    private SSLSocket secured(Socket socket, FetchUrl url) throws IOException {
        String host = url.host().replaceAll("[\\[\\]]", "");
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, url.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (url.isNamed()) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        secured.setSSLParameters(parameters);
        return secured;
    }

    /** Fetches nothing any more. */
    @Override
    public void close() {
        closed.set(true);
        open.forEach(Fetcher::close);
        open.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more, whether it knows or not
        }
    }
}
