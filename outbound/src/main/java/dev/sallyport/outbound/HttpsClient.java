// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A client that calls by HTTPS only. When other servers are believed it takes another client, with no connections, for what is
 * sent from then on; what was sent before ends as it began. Safe for use by many threads.
 */
final class HttpsClient extends HttpClient {

    private final Supplier<HttpClient> fresh;
    private volatile @Nullable HttpClient present;

    HttpsClient(Supplier<HttpClient> fresh) {
        this.fresh = fresh;
    }

    /** Keeps no connection for later requests. Makes nothing, so that nothing can go wrong. */
    void leaveConnections() {
        present = null;
    }

    private HttpClient present() {
        HttpClient known = present;
        return known == null ? make() : known;
    }

    private synchronized HttpClient make() {
        HttpClient made = present;
        if (made == null) {
            made = fresh.get();
            present = made;
        }
        return made;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        requireHttps(request);
        return present().send(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        requireHttps(request);
        return present().sendAsync(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
        requireHttps(request);
        return present().sendAsync(request, handler, pushes);
    }

    /** Without the address itself, which may have a secret in it. */
    private static void requireHttps(HttpRequest request) {
        URI uri = request.uri();
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "'" + uri.getScheme() + ":' of a request to " + uri.getHost() + " (expected: https)");
        }
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return present().cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return present().connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return present().followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return present().proxy();
    }

    @Override
    public SSLContext sslContext() {
        return present().sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return present().sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return present().authenticator();
    }

    @Override
    public Version version() {
        return present().version();
    }

    @Override
    public Optional<Executor> executor() {
        return present().executor();
    }
}
