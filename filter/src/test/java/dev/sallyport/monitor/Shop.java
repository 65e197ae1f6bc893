// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import dev.sallyport.Event;
import dev.sallyport.Way;
import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.ExpiryStatus;
import dev.sallyport.keys.ExpiryWatch;
import dev.sallyport.keys.Follower;
import dev.sallyport.peer.AnchorLedger;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An application of which a test says how it stands. */
final class Shop implements Overview {

    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    static final TestCa ACME =
            TestCa.named("Acme CA").but(draft -> valid(draft).subject("CN=Acme CA,OU=Trust,O=Acme Inc,C=DE"));
    static final TestCa OLD = TestCa.named("Old CA").but(Shop::valid);

    final List<Expiring> expiring = new ArrayList<>();
    final List<Follower.Status> followed = new ArrayList<>();
    final AnchorLedger ledger = new AnchorLedger("partners", Event::message);
    private final ClientTrust trust = ClientTrust.named("partners")
            .anchors(List.of(ACME.certificate()))
            .retiring(List.of(OLD.certificate()), NOON.plus(Duration.ofDays(9)), ledger)
            .build();
    Runnable whenAskedForFiles = () -> {};
    int reloads;

    @Override
    public String application() {
        return "/shop";
    }

    @Override
    public Instant now() {
        return NOON;
    }

    @Override
    public List<ExpiryStatus> expiring() {
        ExpiryWatch watch = new ExpiryWatch(ExpiryWatch.DEFAULT_WARN, Event::message);
        watch.watch(() -> List.copyOf(expiring));
        return watch.statuses(NOON);
    }

    @Override
    public List<Follower.Status> followed() {
        whenAskedForFiles.run();
        return List.copyOf(followed);
    }

    @Override
    public List<AnchorLedger> retiring() {
        return List.of(ledger);
    }

    @Override
    public List<Follower.Status> reload() {
        reloads++;
        return followed();
    }

    private static Draft valid(Draft draft) {
        return draft.from(NOON.minus(Duration.ofDays(365))).until(NOON.plus(Duration.ofDays(365)));
    }

    /** The server's own certificate, with this name, that ends then. */
    void serverKey(String host, Duration left) {
        expiring.add(Expiring.of(
                Expiring.Kind.SERVER_KEY,
                "web",
                ACME.server(host)
                        .from(NOON.minus(Duration.ofDays(300)))
                        .until(NOON.plus(left))
                        .issue()
                        .certificate()));
    }

    void crl(Duration left) {
        expiring.add(Expiring.crl(
                "partners",
                ACME.certificate().getSubjectX500Principal(),
                NOON.minus(Duration.ofDays(7)),
                NOON.plus(left)));
    }

    void follow(Optional<String> problem) {
        followed.add(new Follower.Status("the trust partners", List.of("/etc/trust/partners.pem"), NOON, problem));
    }

    /** A caller comes by the CA that is being retired. */
    void comesByRetiringAnchor(String name) {
        comes(OLD.client(name));
    }

    /** As many as can be noted by name come by the CA that is being retired, all with one key. */
    void floodRetiringAnchor() {
        Issued first = OLD.client("pod").issue();
        KeyPair one = new KeyPair(first.certificate().getPublicKey(), first.privateKey());
        IntStream.range(0, 1_000).forEach(pod -> comes(OLD.client("pod-" + pod).keys(one)));
    }

    private void comes(Draft draft) {
        trust.verify(
                draft.from(NOON.minusSeconds(60))
                        .until(NOON.plusSeconds(600))
                        .issue()
                        .chain(),
                Way.DIRECT,
                PeerRules.ANYBODY,
                NOON);
    }
}
