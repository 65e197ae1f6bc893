// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static java.lang.System.Logger.Level.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.TestCa;
import java.lang.management.ManagementFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Strangers with made-up certificates, each another chain, and good peers between them; {@code -Dflood=1000000} is a million. */
final class FloodTest {

    private static final int STRANGERS = Integer.getInteger("flood", 10_000);
    private static final int GOOD_PEERS = 50;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int MOST_MEBIBYTES = 64;

    private static final TestCa ACME = TestCa.named("Acme CA").but(ca -> ca.rsa(2048));
    private static final Instant NOW =
            ACME.certificate().getNotBefore().toInstant().plusSeconds(3600);

    private final ClientTrust trust =
            ClientTrust.named("partners").anchors(List.of(ACME.certificate())).build();

    @Test
    void a_flood_of_made_up_chains_takes_bounded_memory_and_no_good_peer_s_place() {
        List<X509Certificate> good = IntStream.range(0, GOOD_PEERS)
                .mapToObj(number -> ACME.client("peer-" + number).issue().certificate())
                .toList();
        Map<X509Certificate, VerifiedPeer> known = new HashMap<>();
        good.forEach(peer -> known.put(peer, verified(peer)));
        MadeUp strangers = new MadeUp(ACME.client("stranger").issue().certificate());
        long before = usedMemory();

        for (int i = 0; i < STRANGERS; i++) {
            assertThat(refused(List.of(strangers.certificate(2L * i), strangers.certificate(2L * i + 1))))
                    .isInstanceOf(Refusal.UnknownIssuer.class);
            if (i % 100 == 0) {
                X509Certificate peer = good.get(i / 100 % GOOD_PEERS);
                assertThat(verified(peer)).isSameAs(known.get(peer));
            }
        }

        long grown = (usedMemory() - before) / MEBIBYTE;
        System.getLogger(FloodTest.class.getName())
                .log(INFO, "{0} made-up chains: memory grew by {1} MiB", STRANGERS, grown);
        assertThat(grown).isLessThan(MOST_MEBIBYTES);
        assertThat(good).allSatisfy(peer -> {
            assertThat(verified(peer)).isSameAs(known.get(peer));
            assertThat(verified(MadeUp.again(peer))).isSameAs(known.get(peer));
        });
    }

    private VerifiedPeer verified(X509Certificate peer) {
        return trust.verify(List.of(peer), Way.DIRECT, PeerRules.ANYBODY, NOW).either(verified -> verified, refusal -> {
            throw new AssertionError(refusal.message());
        });
    }

    private Refusal refused(List<X509Certificate> presented) {
        return trust.verify(presented, Way.DIRECT, PeerRules.ANYBODY, NOW)
                .either(
                        peer -> {
                            throw new AssertionError(peer.toString());
                        },
                        refusal -> refusal);
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
