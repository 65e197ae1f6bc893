// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a trust finds of certificates before any rule is asked: a proven caller, or a refusal. */
sealed interface Finding {

    /** The verdict on who presented them by this way, under these rules. */
    Verdict under(PeerRules rules, Way way);

    /** Whether it is a proven caller who has this name, whatever he is called first. */
    boolean proves(PeerName name);

    /** Whether it is a caller who is proven only by what is being retired. */
    default boolean isRetiring() {
        return false;
    }

    /** The same, found again at another time. */
    Finding at(Instant now);

    /** Until when it holds, if no date turns before; {@link Instant#MAX} is for ever. */
    Instant until();

    /** The trust. */
    @FunctionalInterface
    interface Verification {

        /** As {@link ClientTrust#verify}. */
        Verdict verify(List<X509Certificate> presented, Way way, PeerRules allow, Instant now);

        /** A caller was found whom the trust lets in. Those whom it knows are not found again. */
        default void met(VerifiedPeer peer) {}
    }

    /** What comes of a proven caller after the trust's demands were put to him. */
    static Finding of(Presented leaf, Proof.Result proven, Naming naming, Demand.Answer demands, Verification again) {
        return demands.refusal()
                .filter(refusal -> !refusal.reportOnly())
                .<Finding>map(refusal -> new Refused(refusal, demands.until()))
                .orElseGet(() -> new Proven(leaf, proven, naming, demands, again));
    }

    /** Nobody whom the trust believes. */
    record Refused(Refusal refusal, Instant until) implements Finding {

        Refused(Refusal refusal) {
            this(refusal, Instant.MAX);
        }

        @Override
        public Verdict under(PeerRules rules, Way way) {
            return new Verdict.Refused(refusal);
        }

        @Override
        public boolean proves(PeerName name) {
            return false;
        }

        /** The evidence of dates says when they were looked at. */
        @Override
        public Finding at(Instant now) {
            if (refusal instanceof Refusal.Expired expired) {
                return new Refused(new Refusal.Expired(expired.subject(), expired.notAfter(), now), until);
            }
            return refusal instanceof Refusal.NotYetValid early
                    ? new Refused(new Refusal.NotYetValid(early.subject(), early.notBefore(), now), until)
                    : this;
        }
    }

    /**
     * A caller whom the trust believes. Rules and names depend on nothing but the certificates, so the answer to the same
     * question is given again. What is only to be told of him is told if no rule refuses him.
     */
    final class Proven implements Finding {

        private static final int MOST_ANSWERS = 16;

        private final Names names;
        private final List<X509Certificate> chain;
        private final boolean isRetiring;
        private final Naming naming;
        private final Optional<Refusal> told;
        private final Instant until;
        private final Verification again;
        private final AtomicReference<@Nullable Answer> answers = new AtomicReference<>();

        /** The answer to one question, and those before. */
        private record Answer(
                PeerRules rules,
                Way way,
                Verdict verdict,
                @Nullable Answer before) {}

        Proven(Presented leaf, Proof.Result proven, Naming naming, Demand.Answer demands, Verification again) {
            this.names = new Names(leaf);
            this.chain = proven.chain();
            this.isRetiring = proven.isRetiring();
            this.naming = naming;
            this.told = demands.refusal();
            this.until = demands.until();
            this.again = again;
        }

        @Override
        public Verdict under(PeerRules rules, Way way) {
            int count = 0;
            Answer newest = answers.get();
            for (Answer given = newest; given != null; given = given.before()) {
                if (given.rules().equals(rules) && given.way().equals(way)) {
                    return given.verdict();
                }
                count++;
            }
            Verdict verdict = answer(rules, way);
            if (count < MOST_ANSWERS) {
                answers.compareAndSet(newest, new Answer(rules, way, verdict, newest)); // who loses is answered anew
            }
            return verdict;
        }

        @Override
        public boolean proves(PeerName name) {
            return told.isEmpty() && names.values(name.source()).contains(name.value());
        }

        @Override
        public boolean isRetiring() {
            return isRetiring;
        }

        @Override
        public Finding at(Instant now) {
            return this;
        }

        @Override
        public Instant until() {
            return until;
        }

        private Verdict answer(PeerRules rules, Way way) {
            return naming.name(names, rules)
                    .either(
                            name -> told.<Verdict>map(Verdict.Refused::new)
                                    .orElseGet(() -> new Verdict.Known(met(name, rules, way))),
                            Verdict.Refused::new);
        }

        private VerifiedPeer met(PeerName name, PeerRules rules, Way way) {
            VerifiedPeer peer = new VerifiedPeer(
                    name, names, chain, naming.trust(), way, now -> again.verify(chain, way, rules, now));
            again.met(peer);
            return peer;
        }
    }
}
