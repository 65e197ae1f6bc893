// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.AddressBlock;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.peer.VerifiedPeer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A proxy, how it is recognised, and what it is then believed about. Every condition that is given must hold.
 *
 * @param name what it is called
 * @param addresses the blocks it connects from; none means from anywhere
 * @param proof what it proves itself by with a certificate of its own
 * @param secret what it proves itself by in a header
 * @param forwarding how it says how a request came, if it may
 * @param dialect how it says who the caller is, if it may
 * @param cipherSuiteHeader the header with the cipher suite of the first connection
 */
public record TrustedProxy(
        String name,
        List<AddressBlock> addresses,
        Optional<Proof> proof,
        Optional<SharedSecret> secret,
        Optional<Forwarding> forwarding,
        Optional<Dialect> dialect,
        Optional<String> cipherSuiteHeader) {

    /**
     * A trust that must prove the proxy, and rules one of which must match it.
     *
     * @param trust the trust
     * @param allow the rules; none means everybody whom the trust proves
     */
    public record Proof(ClientTrust trust, PeerRules allow) {

        Optional<PeerIdentity> of(X509Certificate[] presented, Way way, Instant now) {
            if (presented.length == 0) {
                return Optional.empty();
            }
            Optional<VerifiedPeer> known = trust.recall(presented, way, allow, now);
            return known.isPresent()
                    ? known.map(peer -> peer)
                    : trust.verify(List.of(presented), way, allow, now)
                            .either(Optional::<PeerIdentity>of, refusal -> Optional.empty());
        }
    }

    /** Refuses one whom anybody could be, or who would say nothing. */
    public TrustedProxy {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() && proof.isEmpty() && secret.isEmpty()) {
            throw new IllegalArgumentException("nothing tells the proxy " + name
                    + " from a stranger (expected: a certificate of its own, a secret or addresses)");
        }
        if (forwarding.isEmpty() && dialect.isEmpty()) {
            throw new IllegalArgumentException(
                    "the proxy " + name + " is believed about nothing (expected: how requests came, or who calls)");
        }
    }

    /** How many conditions it meets: who meets more is who it is. */
    int conditions() {
        return (addresses.isEmpty() ? 0 : 1) + (proof.isPresent() ? 1 : 0) + (secret.isPresent() ? 1 : 0);
    }

    boolean isAt(byte[] address) {
        return addresses.isEmpty() || hasAddress(address);
    }

    /** Whether it is known by this address, and needs nothing else, which a proxy behind another cannot show. */
    boolean isKnownBy(byte[] address) {
        return proof.isEmpty() && secret.isEmpty() && hasAddress(address);
    }

    /** Whether it is known by these certificates, as a proxy before it forwards them. */
    boolean isKnownBy(X509Certificate[] forwarded, Way way, Instant now) {
        return proof.filter(own -> conditions() == 1 || !own.allow().rules().isEmpty())
                .flatMap(own -> own.of(forwarded, way, now))
                .isPresent();
    }

    private boolean hasAddress(byte[] address) {
        return addresses.stream().anyMatch(block -> block.contains(address));
    }

    /** The headers that it may set; the application may see what stands in them, but never the secret. */
    List<String> headers() {
        List<String> names = new ArrayList<>();
        forwarding.ifPresent(how -> names.addAll(how.headers()));
        dialect.ifPresent(who -> names.addAll(who.headers()));
        cipherSuiteHeader.ifPresent(names::add);
        return names;
    }

    /** As {@link #headers}, and the secret. */
    Stream<String> everyHeader() {
        return Stream.concat(headers().stream(), secret.stream().map(SharedSecret::header));
    }
}
