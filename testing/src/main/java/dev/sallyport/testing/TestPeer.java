// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RefusedException;
import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.time.InstantSource;
import java.util.Set;

/**
 * A caller for tests: what it presents, and the identity that this proves.
 *
 * <pre>{@code
 * TestPeer billing = TestPeer.named("spiffe://prod.example/ns/billing");
 * PeerIdentity caller = billing.provenBy("partners");
 * }</pre>
 *
 * <p>The identity is a real one: the certificate is verified as in production. Immutable.
 *
 * @param certificate what it presents
 */
public record TestPeer(Issued certificate) {

    /** The CA of the callers that are named; it lives as long as this Java does. */
    public static final TestCa CA = TestCa.named("CA of test peers");

    private static final InstantSource CLOCK = InstantSource.system();

    /**
     * A caller with a good certificate of {@link #CA} that carries this name: a SPIFFE ID, another URI, an e-mail address or a
     * DNS name in its subject alternative names, or anything else as its common name.
     */
    public static TestPeer named(String name) {
        return new TestPeer(draft(name).issue());
    }

    /** Who that is for a trust of this name whose anchor is {@link #CA}; {@link RefusedException} if it would be refused. */
    public PeerIdentity provenBy(String trust) {
        return ClientTrust.named(trust)
                .anchors(Set.of(CA.certificate()))
                .build()
                .verify(certificate.chain(), Way.DIRECT, PeerRules.parse(), CLOCK.instant())
                .either(peer -> peer, refusal -> {
                    throw new RefusedException(refusal);
                });
    }

    private static Draft draft(String name) {
        if (name.startsWith("spiffe://")) {
            return CA.client("test peer").spiffe(name);
        }
        if (name.contains("://")) {
            return CA.client("test peer").uri(name);
        }
        if (name.contains("@")) {
            return CA.client("test peer").email(name);
        }
        return name.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")
                ? CA.client("test peer").dns(name)
                : CA.client(name);
    }
}
