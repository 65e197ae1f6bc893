// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.util.Optional;
import java.util.function.Function;

/** What becomes of a request. */
public sealed interface Decision {

    /** Asks for an answer to each case. */
    <R> R either(Function<Proceed, R> ifProceed, Function<Redirect, R> ifRedirect, Function<Refuse, R> ifRefuse);

    /**
     * The request goes on.
     *
     * @param peer who called, where that was asked and proven
     * @param tolerated what would have refused the request, were it not set to report only
     */
    record Proceed(Optional<PeerIdentity> peer, Optional<Refusal> tolerated) implements Decision {

        /** On, with nothing to say. */
        public static final Proceed PLAINLY = new Proceed(Optional.empty(), Optional.empty());

        /** On, as this peer. */
        public static Proceed as(PeerIdentity peer) {
            return new Proceed(Optional.of(peer), Optional.empty());
        }

        /** On, without an identity, although there was a reason to refuse. */
        public static Proceed despite(Refusal refusal) {
            return new Proceed(Optional.empty(), Optional.of(refusal));
        }

        @Override
        public <R> R either(
                Function<Proceed, R> ifProceed, Function<Redirect, R> ifRedirect, Function<Refuse, R> ifRefuse) {
            return ifProceed.apply(this);
        }
    }

    /**
     * The client shall come back over HTTPS, with the same method.
     *
     * @param location where to, an absolute URI
     * @param cacheable whether a cache may remember it
     */
    record Redirect(String location, boolean cacheable) implements Decision {
        @Override
        public <R> R either(
                Function<Proceed, R> ifProceed, Function<Redirect, R> ifRedirect, Function<Refuse, R> ifRefuse) {
            return ifRedirect.apply(this);
        }
    }

    /**
     * The request is refused.
     *
     * @param refusal why
     */
    record Refuse(Refusal refusal) implements Decision {
        @Override
        public <R> R either(
                Function<Proceed, R> ifProceed, Function<Redirect, R> ifRedirect, Function<Refuse, R> ifRefuse) {
            return ifRefuse.apply(this);
        }
    }
}
