// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks one source after the other until one knows. If none does, all have said why.
 *
 * @param sources whom, in this order
 */
record InTurn(List<RevocationSource> sources) implements RevocationSource {

    InTurn {
        sources = List.copyOf(sources);
    }

    @Override
    public RevocationStatus status(RevocationQuestion question) {
        List<String> reasons = new ArrayList<>();
        boolean suspected = false;
        Instant until = Instant.MAX;
        for (RevocationSource source : sources) {
            RevocationStatus status = source.status(question);
            until = status.until().isBefore(until) ? status.until() : until;
            if (status instanceof RevocationStatus.Revoked) {
                return status;
            }
            if (status instanceof RevocationStatus.Good) {
                return new RevocationStatus.Good(until);
            }
            if (status instanceof RevocationStatus.Unknown unknown) {
                reasons.add(unknown.refusal().reason());
                suspected |= unknown.suspected();
            }
        }
        Refusal.RevocationUnknown refusal =
                new Refusal.RevocationUnknown(question.certificate().label(), String.join("; ", reasons));
        return new RevocationStatus.Unknown(refusal, suspected, until);
    }
}
