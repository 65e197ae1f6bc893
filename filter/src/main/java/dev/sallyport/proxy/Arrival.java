// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a request came that a trusted proxy sent, or why nothing that is said of that can be believed. */
public final class Arrival {

    private final Optional<Refusal> refusal;
    private final @Nullable Believed proxy;
    private final Headers headers;
    private final @Nullable CallerCertificates read;
    private final X509Certificate[] certificates;
    private final Way way;
    private final Optional<FirstConnection> first;
    private final boolean secure;
    private final Optional<String> cipherSuite;
    private final boolean early;

    /**
     * What the proxy says.
     *
     * @param read what was read of its headers; null if that had been kept
     */
    Arrival(
            Believed proxy,
            Headers headers,
            @Nullable CallerCertificates read,
            CallerCertificates caller,
            Way way,
            Optional<FirstConnection> first,
            boolean secure,
            Optional<String> cipherSuite,
            boolean early) {
        this.refusal = Optional.empty();
        this.proxy = proxy;
        this.headers = headers;
        this.read = read;
        this.certificates = caller.certificates().toArray(X509Certificate[]::new);
        this.way = way;
        this.first = first;
        this.secure = secure;
        this.cipherSuite = cipherSuite;
        this.early = early;
    }

    private Arrival(Refusal refusal) {
        this.refusal = Optional.of(refusal);
        this.proxy = null;
        this.headers = Headers.NONE;
        this.read = null;
        this.certificates = new X509Certificate[0];
        this.way = Way.DIRECT;
        this.first = Optional.empty();
        this.secure = false;
        this.cipherSuite = Optional.empty();
        this.early = false;
    }

    /** One of which nothing can be believed. */
    public static Arrival refused(Refusal refusal) {
        return new Arrival(refusal);
    }

    /** Why nothing of it can be believed, and the request must be refused. */
    public Optional<Refusal> refusal() {
        return refusal;
    }

    /** By which way the certificates came. */
    public Way way() {
        return way;
    }

    /** Whether the first connection was TLS. */
    public boolean secure() {
        return secure;
    }

    /** What the caller presented to the first proxy, its own certificate first; not verified. */
    public X509Certificate[] certificates() {
        return certificates;
    }

    /** The first connection; empty if the proxy may not say how requests came, which is then as its own connection shows. */
    public Optional<FirstConnection> first() {
        return first;
    }

    /** The cipher suite of the first connection by its IANA name, where the proxy says it. */
    public Optional<String> cipherSuite() {
        return cipherSuite;
    }

    /** Whether it may have been replayed. */
    public boolean isEarly() {
        return early;
    }

    /** The header by which the answer varies where it depends on the caller; empty if the proxy may not say who calls. */
    public Optional<String> variesBy() {
        return proxy == null
                ? Optional.empty()
                : proxy.proxy().dialect().map(dialect -> dialect.headers().get(0));
    }

    /** The caller was proven, so that the same headers need not be read again. */
    public void keep() {
        if (proxy != null && read != null) {
            proxy.keep(headers, read);
        }
    }

    /** Whether the header is one that the proxy sets itself. */
    boolean isSet(String name) {
        return proxy != null && proxy.sets(name);
    }
}
