// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.NameSource;
import dev.sallyport.PeerIdentity;
import dev.sallyport.RefusedException;
import dev.sallyport.testca.Usage;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestRequestTest {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    @ParameterizedTest
    @CsvSource({
        "spiffe://prod.example/ns/billing, SPIFFE",
        "https://billing.example/api, URI",
        "billing@example.com, EMAIL",
        "billing.example.com, DNS",
        "billing, CN"
    })
    void a_named_peer_is_proven_by_that_name(String name, NameSource source) {
        PeerIdentity peer = TestPeer.named(name).provenBy("partners");

        assertThat(peer.getName()).isEqualTo(name);
        assertThat(peer.nameSource()).isEqualTo(source);
    }

    @Test
    void a_peer_with_a_bad_certificate_is_refused_as_in_production() {
        Instant past = Instant.parse("2020-01-01T00:00:00Z");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () -> new TestPeer(TestPeer.CA.client("old").until(past).issue()).provenBy("partners"))
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo("expired"));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new TestPeer(TestPeer.CA
                                .client("server")
                                .usage(Usage.SERVER_AUTH)
                                .issue())
                        .provenBy("partners"))
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo("wrong-usage"));
    }

    @Test
    void a_request_by_a_peer_speaks_of_it_everywhere() {
        PeerIdentity billing = TestPeer.named("billing.example.com").provenBy("partners");

        HttpServletRequest request =
                TestRequest.by(billing).method("POST").path("/orders").header("Accept", "text/html");

        assertThat(request.getUserPrincipal()).isSameAs(billing);
        assertThat(request.getRemoteUser()).isEqualTo("billing.example.com");
        assertThat(request.getAuthType()).isEqualTo("CLIENT_CERT");
        assertThat(request.getAttribute(PeerIdentity.ATTRIBUTE)).isSameAs(billing);
        assertThat((X509Certificate[]) request.getAttribute(CERTIFICATES)).containsExactly(billing.certificate());
        assertThat(request.getMethod() + " " + request.getRequestURL()).isEqualTo("POST https://localhost/orders");
        assertThat(request.getHeader("accept")).isEqualTo("text/html");
        assertThat(request.isSecure()).isTrue();
    }

    @Test
    void a_request_that_only_presents_a_certificate_proves_nothing() {
        HttpServletRequest request = TestRequest.presenting(TestPeer.named("billing"));

        assertThat(request.getAttribute(CERTIFICATES)).isNotNull();
        assertThat(request.getAttribute(PeerIdentity.ATTRIBUTE)).isNull();
        assertThat(request.getUserPrincipal()).isNull();
        assertThat(TestRequest.byNobody().getAttribute(CERTIFICATES)).isNull();
    }

    @Test
    void what_it_cannot_do_is_said() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> TestRequest.byNobody().getSession())
                .withMessageContaining("getSession");
    }
}
