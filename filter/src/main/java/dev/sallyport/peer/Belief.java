// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a trust believes at one time, and what it found of certificates since. Nothing of it changes but what is remembered:
 * what takes its place begins with nothing, and what was begun before is not kept after.
 */
final class Belief {

    private final ClientUsage usage;
    private final AlgorithmPolicy algorithms;
    private final Naming naming;
    private final Proof proof;
    private final Pins pins;
    private final List<Demand> demands;
    private final VerdictCache verdicts;

    Belief(
            ClientUsage usage,
            AlgorithmPolicy algorithms,
            Naming naming,
            Proof proof,
            Pins pins,
            List<Demand> demands,
            Epoch epoch) {
        this.usage = usage;
        this.algorithms = algorithms;
        this.naming = naming;
        this.proof = proof;
        this.pins = pins;
        this.demands = List.copyOf(demands);
        this.verdicts = new VerdictCache(new Turns(proof.believed()), epoch);
    }

    Optional<Instant> unpinnedSince(Instant now) {
        return pins.keys().isEmpty() || pins.bindAt(now) ? Optional.empty() : Optional.of(pins.until());
    }

    boolean needsRules() {
        return naming.needsRules();
    }

    boolean believes(Way way) {
        return proof.believes(way);
    }

    Collection<X509Certificate> believed() {
        return proof.believed();
    }

    /** What was found lately of these very certificates, or equal ones, if it is at hand; null says nothing of them. */
    @Nullable Finding recall(X509Certificate[] presented, Instant now) {
        return verdicts.recall(presented, now);
    }

    /**
     * What is found of certificates.
     *
     * @param again has a proven caller verified at another time, by what is believed then
     */
    Finding find(X509Certificate[] presented, Instant now, Finding.Verification again) throws UnreadableException {
        Finding known = verdicts.recall(presented, now);
        return known == null
                ? verdicts.find(
                        Presented.own(List.of(presented)), now, (unknown, time) -> findNew(unknown, time, again))
                : known;
    }

    private Finding findNew(List<X509Certificate> presented, Instant now, Finding.Verification again) {
        try {
            return findReadable(presented, now, again);
        } catch (UnreadableException e) {
            return new Finding.Refused(bad(presented.get(0), String.valueOf(e.getMessage())));
        }
    }

    private Finding findReadable(List<X509Certificate> presented, Instant now, Finding.Verification again)
            throws UnreadableException {
        Presented.requireBearable(presented);
        X509Certificate own = presented.get(0);
        Presented leaf = Presented.read(own);
        List<X509Certificate> others = new ArrayList<>();
        for (X509Certificate other : presented) {
            if (!other.equals(own) && !others.contains(other)) {
                others.add(other);
            }
        }
        Optional<Refusal> refusal = Dates.refuse(own, now)
                .or(() -> usage.refuse(own, leaf.fields()))
                .or(() -> algorithms.refuse(own));
        if (refusal.isPresent()) {
            return new Finding.Refused(refusal.get());
        }
        Proof.Result proven = proof.prove(leaf, others, now);
        return proven.refusal()
                .<Finding>map(found -> new Finding.Refused(found, proven.until()))
                .orElseGet(() -> Finding.of(leaf, proven, naming, Demand.ask(demands, leaf, proven, now), again));
    }

    static Refusal bad(X509Certificate certificate, String reason) {
        return new Refusal.BadCertificate(Presented.label(certificate), reason);
    }
}
