// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.keys.Expiring;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The peers whom a trust has let in, and when the certificate of the one ends who must renew first, for each issuer.
 *
 * <p>The trust tells it where it finds who calls, which is at least once an hour for whoever calls, and never for a caller whom
 * it knows. A name that comes with a certificate that ends later has renewed; the earlier one does not count any more. It
 * holds up to {@value #MOST_ISSUERS} issuers, and {@value #MOST_PEERS} peers of each: if there are more, those that end first.
 *
 * <p>Safe for use by many threads.
 */
final class SeenPeers {

    static final int MOST_ISSUERS = 256;
    static final int MOST_PEERS = 256;

    private static final Comparator<Expiring> FIRST = Comparator.comparing(Expiring::notAfter);

    private final Map<X500Principal, Map<String, Expiring>> seen = new HashMap<>();

    /** For each issuer the peer whose certificate ends first, unless it has ended already. */
    synchronized List<Expiring> soonest(Instant now) {
        seen.values()
                .forEach(
                        peers -> peers.values().removeIf(peer -> peer.notAfter().isBefore(now)));
        seen.values().removeIf(Map::isEmpty);
        return seen.values().stream()
                .flatMap(peers -> first(peers).stream())
                .sorted(FIRST)
                .toList();
    }

    /** This peer was let in, with this certificate. */
    void saw(String name, X509Certificate certificate) {
        saw(Expiring.of(Expiring.Kind.PEER, name, certificate));
    }

    /** Nobody counts any more who does not come again. */
    synchronized void forget() {
        seen.clear();
    }

    synchronized void saw(Expiring peer) {
        Map<String, Expiring> peers = seen.computeIfAbsent(peer.issuer(), issuer -> new HashMap<>());
        peers.merge(peer.name(), peer, (known, other) -> other.notAfter().isAfter(known.notAfter()) ? other : known);
        if (peers.size() > MOST_PEERS) {
            last(peers.values().stream()).ifPresent(peers.values()::remove);
        }
        if (seen.size() > MOST_ISSUERS) {
            last(seen.values().stream().flatMap(each -> first(each).stream()))
                    .ifPresent(expiring -> seen.remove(expiring.issuer()));
        }
    }

    private static Optional<Expiring> first(Map<String, Expiring> peers) {
        return peers.values().stream().min(FIRST);
    }

    private static Optional<Expiring> last(Stream<Expiring> peers) {
        return peers.max(FIRST);
    }
}
