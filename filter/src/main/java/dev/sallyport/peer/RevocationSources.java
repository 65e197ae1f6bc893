// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks one source after the other, until one knows.
 *
 * @param sources in the order in which they are asked
 */
record RevocationSources(List<RevocationSource> sources) implements RevocationSource {

    RevocationSources {
        sources = List.copyOf(sources);
    }

    @Override
    public List<Crl> crls() {
        return sources.stream().flatMap(source -> source.crls().stream()).toList();
    }

    @Override
    public RevocationStatus status(RevocationQuestion question) {
        List<Refusal.RevocationUnknown> reasons = new ArrayList<>();
        boolean suspected = false;
        Instant until = Instant.MAX;
        for (RevocationSource source : sources) {
            RevocationStatus status = source.status(question);
            until = status.until().isBefore(until) ? status.until() : until;
            if (status instanceof RevocationStatus.Revoked revoked) {
                return new RevocationStatus.Revoked(revoked.certificate(), revoked.refusal(), until);
            }
            if (status instanceof RevocationStatus.Good) {
                return new RevocationStatus.Good(until);
            }
            if (status instanceof RevocationStatus.Unknown unknown) {
                suspected |= unknown.suspected();
                reasons.add(unknown.refusal());
            }
        }
        String reason = reasons.stream().map(Refusal.RevocationUnknown::reason).collect(Collectors.joining("; "));
        return new RevocationStatus.Unknown(
                new Refusal.RevocationUnknown(question.certificate().label(), reason), suspected, until);
    }
}
