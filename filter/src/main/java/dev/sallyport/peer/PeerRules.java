// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules one of which must match a peer; without any, everybody whom the trust proves may call. Of several that match, the
 * first one names the peer.
 *
 * <p>Thousands of rules cost a caller no more than a few, but making this out of them takes a moment: do it once.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class PeerRules {

    /** No rules: whomever the trust proves. */
    public static final PeerRules ANYBODY = new PeerRules(List.of());

    private final List<PeerRule> rules;
    private final RuleIndex index;
    private final int hash;

    private PeerRules(List<PeerRule> rules) {
        this.rules = rules;
        this.index = new RuleIndex(rules);
        this.hash = rules.hashCode();
    }

    /** Those rules, the first of which goes first. */
    public static PeerRules of(List<PeerRule> rules) {
        return rules.isEmpty() ? ANYBODY : new PeerRules(List.copyOf(rules));
    }

    /** Reads each rule, as {@link PeerRule#parse} does. */
    public static PeerRules parse(String... texts) {
        return of(Stream.of(texts).map(PeerRule::parse).toList());
    }

    /** The rules in their order. */
    public List<PeerRule> rules() {
        return rules;
    }

    /** Whether the peer matches one of them, or there are none. */
    public boolean admit(VerifiedPeer peer) {
        return rules.isEmpty()
                || candidates(peer.names()).stream()
                        .anyMatch(rule -> rule.match(peer.names()).isPresent());
    }

    /** Those that may match, in their order; no other one does. */
    Collection<PeerRule> candidates(Names names) {
        return index.candidates(names);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof PeerRules that && hash == that.hash && rules.equals(that.rules));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The rules as they were written. */
    @Override
    public String toString() {
        return rules.toString();
    }
}
