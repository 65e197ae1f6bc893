// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.AlternativeName;
import dev.sallyport.NameSource;
import dev.sallyport.Way;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is true of every verdict, whatever was presented. */
final class Answered {

    private static final int DNS_NAME = 2;

    private Answered() {}

    static Verdict by(ClientTrust trust, List<X509Certificate> presented, Way way) throws GeneralSecurityException {
        Verdict verdict = trust.verify(presented, way, PeerRules.ANYBODY, Seeds.NOON);
        assertThat(trust.verify(presented, way, PeerRules.ANYBODY, Seeds.NOON)).isEqualTo(verdict);
        if (verdict instanceof Verdict.Known known) {
            check(known.peer(), presented);
        } else if (verdict instanceof Verdict.Refused refused) {
            assertThat(refused.refusal().code()).matches("[a-z-]+");
            assertThat(refused.refusal().message()).isNotBlank();
        }
        return verdict;
    }

    private static void check(VerifiedPeer peer, List<X509Certificate> presented) throws GeneralSecurityException {
        assertThat(peer.getName()).isNotBlank();
        assertThat(peer.getName().chars()).as("the name of a peer").noneMatch(Character::isISOControl);
        for (AlternativeName name : peer.alternativeNames()) {
            assertThat(name.value().chars()).as("a name of a peer").noneMatch(Character::isISOControl);
        }
        if (peer.nameSource() == NameSource.SPIFFE) {
            assertThat(peer.spiffeId()).hasToString("Optional[" + peer.getName() + "]");
        }
        byte[] bytes = presented.get(0).getEncoded();
        X509Certificate parsed = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        assertThat(parsed.getEncoded())
                .isEqualTo(bytes)
                .isEqualTo(peer.certificate().getEncoded());
        assertThat(Seeds.NOON).isBetween(peer.notBefore(), peer.notAfter());
        assertThat(parsed.getBasicConstraints()).as("a CA's path length").isEqualTo(-1);
        assertThat(dnsNames(parsed)).containsAll(dnsNames(peer)); // the JDK may tell the common name besides
        assertThat(peer).hasToString(peer.toString()).isEqualTo(peer.snapshot());
    }

    private static Set<String> dnsNames(X509Certificate parsed) throws GeneralSecurityException {
        return Optional.ofNullable(parsed.getSubjectAlternativeNames()).stream()
                .flatMap(Collection::stream)
                .filter(name -> name.get(0).equals(DNS_NAME))
                .map(name -> (String) name.get(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> dnsNames(VerifiedPeer peer) {
        return peer.alternativeNames().stream()
                .filter(name -> name.type() == AlternativeName.Type.DNS)
                .map(AlternativeName::value)
                .collect(Collectors.toSet());
    }
}
