// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.fetch.Background;
import dev.sallyport.fetch.FetchRules;
import dev.sallyport.fetch.LoopbackHost;
import dev.sallyport.testca.CrlDraft;
import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/** Trusts that fetch from one host on loopback, by a clock that the test turns. */
abstract class Fetching {

    static final TestCa ROOT = Asking.ca("Root");

    Instant now = Asking.NOON;
    final List<Event> events = new ArrayList<>();
    final Background background = new Background(Runnable::run, () -> now, new Random(1), events::add);

    /** Of the host. */
    abstract int port();

    @AfterEach
    void endBackground() {
        background.close();
    }

    FetchRules rules() {
        return LoopbackHost.rules(port());
    }

    Revocation hardFail() {
        return Revocation.hardFail(rules());
    }

    ClientTrust trust(Revocation revocation) {
        return Asking.trusting(ROOT)
                .revocation(revocation)
                .background(background)
                .build();
    }

    static CrlDraft crl() {
        return ROOT.crl().from(Asking.NOON.minusSeconds(60)).until(Asking.NOON.plus(Duration.ofDays(7)));
    }

    String code(ClientTrust trust, X509Certificate... shown) {
        return trust.verify(List.of(shown), Way.DIRECT, PeerRules.ANYBODY, now).either(peer -> "known", Refusal::code);
    }

    boolean recalled(ClientTrust trust, X509Certificate... shown) {
        return trust.recall(shown, Way.DIRECT, PeerRules.ANYBODY, now).isPresent();
    }
}
