// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a trust finds of certificates before any rule is asked: a proven caller, or a refusal. */
sealed interface Finding {

    /** The verdict on who presented them by this way, under these rules. */
    Verdict under(PeerRules rules, Way way);

    /** The same, found again at another time. */
    Finding at(Instant now);

    /** Nobody whom the trust believes. */
    record Refused(Refusal refusal) implements Finding {
        @Override
        public Verdict under(PeerRules rules, Way way) {
            return new Verdict.Refused(refusal);
        }

        /** The evidence of dates says when they were looked at. */
        @Override
        public Finding at(Instant now) {
            if (refusal instanceof Refusal.Expired expired) {
                return new Refused(new Refusal.Expired(expired.subject(), expired.notAfter(), now));
            }
            return refusal instanceof Refusal.NotYetValid early
                    ? new Refused(new Refusal.NotYetValid(early.subject(), early.notBefore(), now))
                    : this;
        }
    }

    /**
     * A caller whom the trust believes. Rules and names depend on nothing but the certificates, so the answer to the same
     * question is given again.
     */
    final class Proven implements Finding {

        private static final int MOST_ANSWERS = 16;

        private final Names names;
        private final List<X509Certificate> chain;
        private final Naming naming;
        private final Map<PeerRules, Verdict> answers = new ConcurrentHashMap<>();

        Proven(Presented leaf, List<X509Certificate> chain, Naming naming) {
            this.names = new Names(leaf);
            this.chain = chain;
            this.naming = naming;
        }

        @Override
        public Verdict under(PeerRules rules, Way way) {
            Verdict known = answers.get(rules);
            if (known != null
                    && !(known instanceof Verdict.Known other
                            && !other.peer().way().equals(way))) {
                return known;
            }
            Verdict answer = answer(rules, way);
            if (known != null || answers.size() < MOST_ANSWERS) {
                answers.put(rules, answer);
            }
            return answer;
        }

        @Override
        public Finding at(Instant now) {
            return this;
        }

        private Verdict answer(PeerRules rules, Way way) {
            return naming.name(names, rules)
                    .either(
                            name -> new Verdict.Known(new VerifiedPeer(name, names, chain, naming.trust(), way)),
                            Verdict.Refused::new);
        }
    }
}
