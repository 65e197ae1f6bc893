// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.util.function.Function;

/** A peer whom a trust knows, or why it does not. */
public sealed interface Verdict {

    /** Asks for an answer to each case. */
    <R> R either(Function<VerifiedPeer, R> ifKnown, Function<Refusal, R> ifRefused);

    /**
     * The peer is proven.
     *
     * @param peer who it is
     */
    record Known(VerifiedPeer peer) implements Verdict {
        @Override
        public <R> R either(Function<VerifiedPeer, R> ifKnown, Function<Refusal, R> ifRefused) {
            return ifKnown.apply(peer);
        }
    }

    /**
     * The peer is refused.
     *
     * @param refusal why
     */
    record Refused(Refusal refusal) implements Verdict {
        @Override
        public <R> R either(Function<VerifiedPeer, R> ifKnown, Function<Refusal, R> ifRefused) {
            return ifRefused.apply(refusal);
        }
    }
}
