// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Way;
import dev.sallyport.Way.ProxyVerdict;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A trusted proxy, and what is made ready for its requests. */
final class Believed {

    private final TrustedProxy proxy;
    private final Set<String> visible;
    private final Optional<SeenHeaders> seen;
    private final Map<ProxyVerdict, Way> ways = new EnumMap<>(ProxyVerdict.class);

    Believed(TrustedProxy proxy) {
        this.proxy = proxy;
        this.visible = proxy.headers().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.seen = proxy.dialect().map(SeenHeaders::new);
        Stream.of(ProxyVerdict.values())
                .forEach(verdict -> ways.put(verdict, new Way.Proxied(proxy.name(), Optional.empty(), verdict)));
    }

    TrustedProxy proxy() {
        return proxy;
    }

    Way way(Optional<PeerIdentity> identity, ProxyVerdict verdict) {
        return identity.isPresent()
                ? new Way.Proxied(proxy.name(), identity, verdict)
                : ways.getOrDefault(verdict, Way.DIRECT);
    }

    /** What it says of the one who called it, if that was proven lately. */
    @Nullable CallerCertificates recall(Headers headers) {
        return seen.isPresent() ? seen.get().recall(headers) : null;
    }

    /** What it says of the one who called it; nothing if it may not. */
    CallerCertificates read(Headers headers) throws ForwardedException {
        return proxy.dialect().isPresent() ? proxy.dialect().get().read(headers) : CallerCertificates.NONE;
    }

    /** The caller of such headers was proven: they need not be read again. */
    void keep(Headers headers, CallerCertificates certificates) {
        seen.ifPresent(known -> known.keep(headers, certificates));
    }

    /** Whether it sets the header itself: by this very name, but for its case. */
    boolean sets(String name) {
        return visible.contains(name.toLowerCase(Locale.ROOT));
    }
}
