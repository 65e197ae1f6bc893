// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.fetch.Answer;
import dev.sallyport.fetch.FetchCache;
import dev.sallyport.fetch.FetchRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Says what the CRLs say to which the distribution points of a certificate lead. They are held to the same rules as those
 * that an operator supplies.
 */
final class CrlPlaces implements RevocationSource {

    /** How much more is held than the largest CRL may have, and how many they may be. */
    private static final int TIMES = 4;

    private static final int MOST = 256;

    /** When to ask again where something was fetched, but says nothing of the certificate. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final CrlFetch origin;
    private final FetchRules allowed;
    private final FetchCache<CrlPlace, Crl> crls;

    CrlPlaces(CrlFetch origin) {
        this.origin = origin;
        this.allowed = origin.fetcher().rules();
        long most = TIMES * allowed.mostBytes();
        this.crls =
                new FetchCache<>(origin, allowed.grace(), origin.background(), most, (int) Math.max(1, most / MOST));
    }

    @Override
    public RevocationStatus status(RevocationQuestion question) {
        Instant again = Instant.MAX;
        boolean suspected = false;
        List<String> reasons = new ArrayList<>();
        List<Crl> found = new ArrayList<>();
        for (CrlPlace place : places(question)) {
            if (!allowed.allow(place.url())) {
                reasons.add(place.url().origin() + " is not among the hosts that are allowed");
                continue;
            }
            origin.learn(place, question.signers());
            Answer<Crl> answer = crls.get(place, question.now(), question.patience());
            if (answer instanceof Answer.Missing<Crl> missing) {
                reasons.add(origin.name(place) + " cannot be had: " + missing.reason());
                again = earliest(again, missing.until());
            }
            Optional<Crl> crl = crl(answer);
            if (crl.isPresent()) {
                found.add(crl.get());
                RevocationStatus said = origin.rules().status(question, found);
                if (!(said instanceof RevocationStatus.Unknown unknown)) {
                    return said;
                }
                suspected |= unknown.suspected();
                reasons.add(unknown.refusal().reason());
                again = earliest(again, unknown.until(), question.now().plus(SOON));
            }
        }
        String reason =
                reasons.isEmpty() ? "it names no place from which a CRL is fetched" : String.join("; ", reasons);
        return new RevocationStatus.Unknown(
                new Refusal.RevocationUnknown(question.certificate().label(), reason), suspected, again);
    }

    @Override
    public List<Crl> crls() {
        return crls.held();
    }

    /** One that has ended still says who was revoked. */
    private static Optional<Crl> crl(Answer<Crl> answer) {
        return answer instanceof Answer.Held<Crl> held
                ? Optional.of(held.value())
                : ((Answer.Missing<Crl>) answer).last();
    }

    private static List<CrlPlace> places(RevocationQuestion question) {
        try {
            return CrlPlace.of(question);
        } catch (UnreadableException e) {
            return List.of();
        }
    }

    private static Instant earliest(Instant... instants) {
        return Collections.min(List.of(instants));
    }
}
