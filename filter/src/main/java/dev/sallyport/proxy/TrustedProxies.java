// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that are believed: nobody, unless somebody says so.
 *
 * <p>Whoever meets every condition of a proxy is that proxy; of several, the one with the most conditions. What it forwards
 * takes the place of all that its own connection shows: if it forwards no certificate, there is none.
 *
 * <p>Safe for use by many threads.
 */
public final class TrustedProxies {

    /** Nobody. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String EARLY_DATA = "Early-Data";
    private static final int MOST_HOPS = 16;

    private final List<Believed> proxies;
    private final List<TrustedProxy> provers;
    private final ForwardingHeaders headers;
    private final KnownAddresses<List<Believed>> candidates = new KnownAddresses<>(this::at);
    private final KnownAddresses<Boolean> literals = new KnownAddresses<>(bytes -> bytes.length > 0);
    private final KnownAddresses<Boolean> outer = new KnownAddresses<>(this::maySayHow);

    /** These; {@link IllegalArgumentException} if two cannot be told apart. */
    public TrustedProxies(List<TrustedProxy> proxies) {
        Set<List<Object>> told = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (TrustedProxy proxy : proxies) {
            proxy.everyHeader().forEach(names::add);
            if (!told.add(List.of(proxy.addresses(), proxy.proof(), proxy.secret()))) {
                throw new IllegalArgumentException("nothing tells the proxy " + proxy.name()
                        + " from another one (expected: different certificates, secrets or addresses)");
            }
        }
        this.headers = new ForwardingHeaders(names);
        this.provers = proxies.stream()
                .filter(proxy -> proxy.dialect().isPresent() && proxy.proof().isPresent())
                .toList();
        this.proxies = proxies.stream()
                .sorted(Comparator.comparing(TrustedProxy::conditions)
                        .reversed()
                        .thenComparing(TrustedProxy::name))
                .map(Believed::new)
                .toList();
    }

    /** Whether nobody is believed. */
    public boolean isEmpty() {
        return proxies.isEmpty();
    }

    /** The headers by which proxies speak; from anybody else they are nobody's word. */
    public ForwardingHeaders headers() {
        return headers;
    }

    /**
     * How the request came, if a trusted proxy sent it.
     *
     * @param presented what was presented over the connection, the sender's own certificate first
     * @return what it says, which is refused if it cannot be read or if nobody can tell any more who sent it; null if a
     *     stranger sent the request
     */
    public @Nullable Arrival arrival(Connection connection, X509Certificate[] presented, Instant now) {
        if (proxies.isEmpty()) {
            return null;
        }
        Optional<String> rewritten = Rewriting.sign(connection, literals.of(connection.address()));
        if (rewritten.isPresent()) {
            return Arrival.refused(
                    new Refusal.ForwardedConflict("the sender at " + connection.address(), rewritten.get()));
        }
        List<Believed> near = candidates.of(connection.address());
        for (int i = 0; i < near.size(); i++) { // an iterator would be garbage
            TrustedProxy proxy = near.get(i).proxy();
            if (proxy.secret().isEmpty() || proxy.secret().get().isIn(connection.headers())) {
                Optional<PeerIdentity> identity = proxy.proof().isPresent()
                        ? proxy.proof().get().of(presented, Way.DIRECT, now)
                        : Optional.empty();
                if (proxy.proof().isEmpty() || identity.isPresent()) {
                    return said(near.get(i), identity, connection, now);
                }
            }
        }
        return null;
    }

    private Arrival said(Believed believed, Optional<PeerIdentity> identity, Connection connection, Instant now) {
        TrustedProxy proxy = believed.proxy();
        Headers headers = connection.headers();
        try {
            Optional<FirstConnection> first = proxy.forwarding().isPresent()
                    ? Optional.of(proxy.forwarding().get().read(headers, outer::of))
                    : Optional.empty();
            boolean secure = first.isPresent() ? first.get().secure().orElse(false) : connection.secure();
            CallerCertificates seen = believed.recall(headers);
            CallerCertificates read = seen == null ? believed.read(headers) : seen;
            CallerCertificates caller = caller(believed, read, now);
            if (!secure && !read.certificates().isEmpty()) {
                throw ForwardedException.conflict(
                        proxy.dialect().map(dialect -> dialect.headers().get(0)).orElse(""),
                        "there is a certificate, but the first connection was not TLS");
            }
            return new Arrival(
                    believed,
                    headers,
                    seen == null ? read : null,
                    caller,
                    believed.way(identity, caller.verdict()),
                    first,
                    secure,
                    proxy.cipherSuiteHeader().isPresent()
                            ? cipherSuite(headers, proxy.cipherSuiteHeader().get())
                            : Optional.empty(),
                    headers.has(EARLY_DATA)); // whatever it says: RFC 8470, section 5.1
        } catch (ForwardedException e) {
            return Arrival.refused(refusal(proxy, e));
        }
    }

    /** While the caller is a proxy that may say who calls, who called that one: a proxy itself is never the caller. */
    private CallerCertificates caller(Believed believed, CallerCertificates last, Instant now) {
        CallerCertificates caller = last;
        for (int hop = 0; isProxy(believed, caller, now); hop++) {
            if (hop == MOST_HOPS) {
                return CallerCertificates.NONE;
            }
            caller = caller.earlier().orElse(CallerCertificates.NONE);
        }
        return caller;
    }

    private boolean isProxy(Believed believed, CallerCertificates caller, Instant now) {
        if (provers.isEmpty() || caller.certificates().isEmpty()) {
            return false;
        }
        X509Certificate[] forwarded = caller.certificates().toArray(X509Certificate[]::new);
        Way way = believed.way(Optional.empty(), caller.verdict());
        return provers.stream().anyMatch(proxy -> proxy.isKnownBy(forwarded, way, now));
    }

    private static Optional<String> cipherSuite(Headers headers, String name) {
        List<String> lines = headers.values(name);
        return lines.size() == 1 ? Optional.of(CipherSuiteName.iana(lines.get(0))) : Optional.empty();
    }

    private static Refusal refusal(TrustedProxy proxy, ForwardedException e) {
        String reason = String.valueOf(e.getMessage());
        return e.isConflict()
                ? new Refusal.ForwardedConflict("the proxy " + proxy.name(), e.header() + ": " + reason)
                : new Refusal.ForwardedMalformed(proxy.name(), e.header(), reason);
    }

    private List<Believed> at(byte[] address) {
        return proxies.stream()
                .filter(believed -> believed.proxy().isAt(address))
                .toList();
    }

    /** Of a proxy behind another one nothing but its address is known. */
    private boolean maySayHow(byte[] address) {
        return proxies.stream()
                .map(Believed::proxy)
                .anyMatch(proxy -> proxy.forwarding().isPresent() && proxy.isKnownBy(address));
    }
}
