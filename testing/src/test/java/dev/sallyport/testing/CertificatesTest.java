// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificatesTest {

    @Test
    void each_certificate_in_one_line_is_what_it_says() {
        TestCa acme = TestCa.named("Acme CA");
        Issued good =
                acme.client("billing").spiffe("spiffe://acme.example/billing").issue();
        Issued expired = acme.client("billing")
                .until(Instant.parse("2020-01-01T00:00:00Z"))
                .issue();
        Issued wrongUsage = acme.client("billing").usage(Usage.SERVER_AUTH).issue();
        Issued weak = acme.client("billing").rsa(1024).issue();
        Issued stranger = TestCa.named("another CA").client("billing").issue();
        Issued below = acme.intermediate("Acme Issuing CA").client("billing").issue();

        assertThat(verdict(acme, good)).isEqualTo("spiffe://acme.example/billing");
        assertThat(verdict(acme, expired)).isEqualTo("expired");
        assertThat(verdict(acme, wrongUsage)).isEqualTo("wrong-usage");
        assertThat(verdict(acme, weak)).isEqualTo("weak-algorithm");
        assertThat(verdict(acme, stranger)).isEqualTo("unknown-issuer");
        assertThat(verdict(acme, below)).isEqualTo("billing");
    }

    private static String verdict(TestCa ca, Issued presented) {
        return ClientTrust.named("acme")
                .anchors(Set.of(ca.certificate()))
                .build()
                .verify(presented.chain(), Way.DIRECT, PeerRules.parse(), Instant.now())
                .either(peer -> peer.getName(), refusal -> refusal.code());
    }
}
