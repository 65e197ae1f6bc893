// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.alone;

import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.keys.TrustSource;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The example of docs/verification.md: a server without servlets that asks a trust who calls. */
final class PartnerLogin {

    private static final System.Logger LOG = System.getLogger("partners");

    private final ClientTrust partners;
    private final PeerRules allow = PeerRules.parse("spiffe://prod.example/ns/billing/*", "dns:*.partner.example");
    private final InstantSource clock;

    PartnerLogin(Path anchors, InstantSource clock) throws IOException {
        this.partners = ClientTrust.named("partners")
                .anchors(TrustSource.read(Files.readAllBytes(anchors), new char[0]))
                .build();
        this.clock = clock;
    }

    Optional<PeerIdentity> caller(SSLSession session) throws SSLPeerUnverifiedException {
        return caller(Stream.of(session.getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toList());
    }

    Optional<PeerIdentity> caller(List<X509Certificate> presented) {
        return partners.verify(presented, Way.DIRECT, allow, clock.instant()).either(Optional::of, this::refused);
    }

    private Optional<PeerIdentity> refused(Refusal refusal) {
        LOG.log(System.Logger.Level.WARNING, refusal.code());
        return Optional.empty();
    }
}
