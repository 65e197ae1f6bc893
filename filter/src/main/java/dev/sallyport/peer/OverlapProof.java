// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Way;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Believes what is meant to stay, and until a date also what is being retired, which is asked only where the other knows
 * nobody: so a caller who can come by both comes by what stays.
 *
 * @param staying what is meant to stay
 * @param retiring what is being retired
 * @param until from when on it proves nobody
 */
record OverlapProof(Proof staying, Proof retiring, Instant until) implements Proof {

    @Override
    public Result prove(Presented leaf, List<X509Certificate> others, Instant now) throws UnreadableException {
        Result proven = staying.prove(leaf, others, now);
        if (proven.refusal().isEmpty() || !now.isBefore(until)) {
            return proven;
        }
        Result old = retiring.prove(leaf, others, now);
        return old.refusal().isPresent() ? proven : old.retiring().until(earlier(old.until()));
    }

    @Override
    public boolean needsRules() {
        return staying.needsRules();
    }

    @Override
    public boolean believes(Way way) {
        return staying.believes(way);
    }

    @Override
    public Collection<X509Certificate> believed() {
        return Stream.concat(staying.believed().stream(), retiring.believed().stream())
                .toList();
    }

    private Instant earlier(Instant end) {
        return end.isBefore(until) ? end : until;
    }
}
