// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.FetchException;
import dev.sallyport.fetch.FetchRequest;
import dev.sallyport.fetch.FetchUrl;
import dev.sallyport.fetch.Fetched;
import dev.sallyport.fetch.Fetcher;
import dev.sallyport.fetch.Origin;
import dev.sallyport.peer.OcspEntry.Status;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks responders. What was revoked stays so until a responder says otherwise; what a responder does not know is asked again
 * soon; and no answer is replaced by an older one, which anybody could have kept.
 *
 * @param fetcher who speaks to hosts
 * @param check which answers may be believed
 * @param epoch counts when one has changed
 * @param clock the time
 * @param random makes what no earlier answer can hold
 */
record OcspOrigin(Fetcher fetcher, OcspCheck check, Epoch epoch, InstantSource clock, RandomGenerator random)
        implements Origin<OcspOrigin.Place, OcspAnswer> {

    private static final int NONCE_BYTES = 32;
    private static final Duration REVOKED_FOR = Duration.ofDays(366);
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(5);

    /**
     * What is asked where.
     *
     * @param url the responder
     * @param question what it is asked
     */
    record Place(FetchUrl url, OcspQuestion question) {}

    @Override
    public String host(Place place) {
        return place.url().origin();
    }

    @Override
    public String name(Place place) {
        return "the OCSP response of " + place.url() + " about the certificate "
                + place.question().id().number();
    }

    @Override
    public int weight(OcspAnswer answer) {
        return 1;
    }

    @Override
    public Fetched<OcspAnswer> fetch(Place place, Optional<OcspAnswer> held) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] request = OcspRequest.of(place.question().id(), nonce);
            byte[] response = fetcher.fetch(
                    FetchRequest.post(place.url(), "application/ocsp-request", request, "application/ocsp-response"),
                    OcspReader.MOST_BYTES,
                    InputStream::readAllBytes);
            Instant now = clock.instant();
            OcspAnswer answer = check.read(response, place.question(), Optional.of(nonce), now);
            OcspAnswer newest = held.filter(known -> known.thisUpdate().isAfter(answer.thisUpdate()))
                    .orElse(answer);
            return new Fetched<>(newest, end(newest, now));
        } catch (UnreadableException e) {
            throw new FetchException("the OCSP response cannot be used: " + e.getMessage(), e);
        }
    }

    private static Instant end(OcspAnswer answer, Instant now) {
        return switch (answer.status()) {
            case GOOD -> answer.end();
            case UNKNOWN -> now.plus(UNKNOWN_FOR);
            case REVOKED -> now.plus(REVOKED_FOR);
        };
    }

    @Override
    public void changed(Optional<OcspAnswer> before, OcspAnswer now) {
        Optional<Status> status = before.map(OcspAnswer::status);
        if (status.isPresent() && status.get() != now.status()) {
            epoch.next();
        }
    }
}
