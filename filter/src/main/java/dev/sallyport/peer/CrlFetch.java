// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.fetch.Background;
import dev.sallyport.fetch.FetchException;
import dev.sallyport.fetch.FetchRequest;
import dev.sallyport.fetch.Fetched;
import dev.sallyport.fetch.Fetcher;
import dev.sallyport.fetch.Origin;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fetches CRLs and looks whether they are what they should be: of the issuer, signed by it or by who may speak for it, of
 * today, and not older than what is there. What is not changes nothing.
 *
 * @param rules what is asked of CRLs
 * @param fetcher who fetches
 * @param background whose clock counts
 * @param epoch counts what was learned
 * @param signers who was proven to speak for an issuer
 */
record CrlFetch(
        CrlRules rules,
        Fetcher fetcher,
        Background background,
        Epoch epoch,
        Cache<CrlPlace, List<X509Certificate>> signers)
        implements Origin<CrlPlace, Crl> {

    private static final String TYPE = "application/pkix-crl";
    private static final int MOST_PLACES = 1000;
    private static final int MOST_SIGNERS = 16;
    private static final int BYTES_OF_ENTRY = 20;

    CrlFetch(CrlRules rules, Fetcher fetcher, Background background, Epoch epoch) {
        this(
                rules,
                fetcher,
                background,
                epoch,
                Caffeine.newBuilder()
                        .maximumSize(MOST_PLACES)
                        .executor(Runnable::run)
                        .build());
    }

    /** These were proven to speak for the issuer. */
    void learn(CrlPlace place, List<X509Certificate> proven) {
        signers.asMap()
                .merge(
                        place,
                        proven,
                        (some, more) -> Stream.concat(more.stream(), some.stream())
                                .distinct()
                                .limit(MOST_SIGNERS)
                                .toList());
    }

    @Override
    public String host(CrlPlace place) {
        return place.url().origin();
    }

    @Override
    public String name(CrlPlace place) {
        return "the CRL at " + place.url();
    }

    @Override
    public int weight(Crl crl) {
        return Math.multiplyExact(BYTES_OF_ENTRY, crl.size());
    }

    @Override
    public Fetched<Crl> fetch(CrlPlace place, Optional<Crl> held) throws IOException {
        FetchRequest request = FetchRequest.get(place.url(), TYPE);
        List<Crl> crls = fetcher.fetch(request, fetcher.rules().mostBytes(), Crl::read);
        if (crls.size() != 1) {
            throw new FetchException("there are several");
        }
        Crl crl = crls.get(0);
        if (!crl.issuer().equals(place.issuer())) {
            throw new FetchException("it is that of another issuer");
        }
        Optional<String> fault = rules.fault(crl, signers.asMap().getOrDefault(place, List.of()));
        if (fault.isPresent()) {
            throw new FetchException("it " + fault.get());
        }
        if (background.clock().instant().isBefore(crl.thisUpdate())) {
            throw new FetchException("it is of the future: of " + crl.thisUpdate());
        }
        if (held.filter(old -> crl.thisUpdate().isBefore(old.thisUpdate())).isPresent()) {
            throw new FetchException("it is older than the one at hand: of " + crl.thisUpdate());
        }
        return new Fetched<>(crl, crl.end(rules.revocation().maximumAge(false)));
    }

    @Override
    public void changed(Optional<Crl> before, Crl now) {
        if (!now.isCopyOf(before)) {
            epoch.next();
        }
    }
}
