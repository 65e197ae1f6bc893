// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a trust demands of a caller beyond his proof; a pure function of what was proven and the time. */
@FunctionalInterface
interface Demand {

    /** Whether the caller meets it. */
    Answer ask(Presented leaf, Proof.Result proven, Instant now);

    /**
     * What comes of it.
     *
     * @param refusal why the caller does not meet it
     * @param until when another answer could be given, {@link Instant#MAX} if never
     */
    record Answer(Optional<Refusal> refusal, Instant until) {

        static Answer met(Instant until) {
            return new Answer(Optional.empty(), until);
        }

        static Answer refused(Refusal refusal, Instant until) {
            return new Answer(Optional.of(refusal), until);
        }
    }

    /** The first refusal that is not only to be told; one that is, comes only after all else was asked. */
    static Answer ask(List<Demand> demands, Presented leaf, Proof.Result proven, Instant now) {
        Answer all = Answer.met(proven.until());
        for (Demand demand : demands) {
            Answer answer = demand.ask(leaf, proven, now);
            Instant until = answer.until().isBefore(all.until()) ? answer.until() : all.until();
            if (answer.refusal().filter(refusal -> !refusal.reportOnly()).isPresent()) {
                return new Answer(answer.refusal(), until);
            }
            all = new Answer(all.refusal().or(answer::refusal), until);
        }
        return all;
    }
}
