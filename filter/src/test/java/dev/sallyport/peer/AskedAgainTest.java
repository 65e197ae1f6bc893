// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.NameSource;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of a peer after his request: whether he would still be let in, and whether a session is his. */
class AskedAgainTest {

    private final TestCa acme = ca("Acme CA");
    private final ClientTrust trust = trusting(acme).build();

    private static VerifiedPeer known(ClientTrust trust, Issued client, PeerRules allow) {
        return trust.verify(client.chain(), Way.DIRECT, allow, NOON).either(peer -> peer, refusal -> {
            throw new AssertionError(refusal.message());
        });
    }

    private static boolean proves(ClientTrust trust, List<X509Certificate> chain, NameSource source, String name) {
        return trust.proves(chain.toArray(X509Certificate[]::new), Way.DIRECT, source, name, NOON);
    }

    @Test
    void a_peer_would_be_refused_once_his_certificate_has_expired_and_not_before() {
        Issued brief = client(acme).until(NOON.plusSeconds(60)).issue();
        VerifiedPeer peer = known(trust, brief, PeerRules.ANYBODY);

        assertThat(peer.refusal(NOON.plusSeconds(60))).isEmpty();
        assertThat(peer.refusal(NOON.plusSeconds(61))).map(Refusal::code).hasValue("expired");
    }

    @Test
    void a_peer_is_asked_again_under_the_rules_that_have_let_him_in() {
        Issued billing = client(acme).dns("a.example").dns("b.example").issue();
        VerifiedPeer peer = known(trust, billing, PeerRules.parse("dns:b.example"));

        assertThat(peer.getName()).isEqualTo("b.example");
        assertThat(peer.refusal(NOON)).isEmpty();
    }

    @Test
    void certificates_prove_each_name_that_they_have_and_no_other() {
        List<X509Certificate> chain =
                client(acme).dns("a.example").dns("b.example").issue().chain();

        assertThat(proves(trust, chain, NameSource.DNS, "a.example")).isTrue();
        assertThat(proves(trust, chain, NameSource.DNS, "b.example")).isTrue();
        assertThat(proves(trust, chain, NameSource.CN, "billing")).isTrue();
        assertThat(proves(trust, chain, NameSource.DNS, "c.example")).isFalse();
        assertThat(proves(trust, chain, NameSource.DNS, "billing")).isFalse();
        assertThat(proves(trust, chain, NameSource.CN, "a.example")).isFalse();
    }

    @Test
    void nobody_proves_a_name_whom_the_trust_would_refuse() {
        Issued expired = client(acme).until(NOON.minusSeconds(1)).issue();
        Issued stranger = client(ca("Acme CA")).issue();

        assertThat(proves(trust, client(acme).issue().chain(), NameSource.CN, "billing"))
                .isTrue();
        assertThat(proves(trust, expired.chain(), NameSource.CN, "billing")).isFalse();
        assertThat(proves(trust, stranger.chain(), NameSource.CN, "billing")).isFalse();
        assertThat(proves(trust, List.of(), NameSource.CN, "billing")).isFalse();
    }
}
