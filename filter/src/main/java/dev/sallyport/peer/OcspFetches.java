// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.Answer;
import dev.sallyport.fetch.Background;
import dev.sallyport.fetch.FetchCache;
import dev.sallyport.fetch.FetchException;
import dev.sallyport.fetch.FetchRules;
import dev.sallyport.fetch.FetchUrl;
import dev.sallyport.peer.OcspEntry.Status;
import dev.sallyport.peer.OcspOrigin.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has the responders asked that a certificate names, one after the other until one knows it, and remembers the answers. */
final class OcspFetches implements OcspAnswers {

    private static final int MOST_ANSWERS = 10_000;

    private final FetchRules rules;
    private final FetchCache<Place, OcspAnswer> answers;

    OcspFetches(OcspOrigin origin, Background background) {
        this.rules = origin.fetcher().rules();
        this.answers = new FetchCache<>(origin, rules.grace(), background, MOST_ANSWERS, 1);
    }

    @Override
    public Answer<OcspAnswer> about(RevocationQuestion question) {
        List<String> reasons = new ArrayList<>();
        Instant again = Instant.MAX;
        try {
            OcspQuestion asked = OcspQuestion.of(question);
            for (String address : OcspAddresses.of(question.certificate())) {
                Answer<OcspAnswer> answer = ask(address, asked, question);
                if (answer instanceof Answer.Held<OcspAnswer> held) {
                    if (held.value().status() != Status.UNKNOWN) {
                        return held;
                    }
                    reasons.add("its OCSP responder does not know it");
                    again = earlier(again, held.until());
                } else if (answer instanceof Answer.Missing<OcspAnswer> missing) {
                    reasons.add(missing.reason());
                    again = earlier(again, missing.until());
                }
            }
        } catch (UnreadableException e) {
            reasons.add(String.valueOf(e.getMessage()));
        }
        return missing(reasons.isEmpty() ? "it names no OCSP responder" : String.join("; ", reasons), again);
    }

    /** Of a host that is not allowed nothing is remembered, so that certificates cannot fill anything. */
    private Answer<OcspAnswer> ask(String address, OcspQuestion asked, RevocationQuestion question) {
        try {
            FetchUrl url = FetchUrl.parse(address);
            if (!rules.allow(url)) {
                return missing(
                        url.origin() + ", its OCSP responder, is not among the hosts that are allowed", Instant.MAX);
            }
            Answer<OcspAnswer> answer = answers.get(new Place(url, asked), question.now(), question.patience());
            return answer instanceof Answer.Missing<OcspAnswer> missing
                    ? missing("the OCSP response of " + url + " cannot be had: " + missing.reason(), missing.until())
                    : answer;
        } catch (FetchException e) {
            return missing("its OCSP responder cannot be asked: " + e.getMessage(), Instant.MAX);
        }
    }

    private static Answer<OcspAnswer> missing(String reason, Instant until) {
        return new Answer.Missing<>(reason, until, Optional.empty());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
