// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestCaTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final TestCa acme = TestCa.named("Acme CA");

    @Test
    void a_client_is_issued_below_an_intermediate_and_leads_to_the_root() throws Exception {
        Issued billing = acme.intermediate("Acme Issuing")
                .client("billing")
                .spiffe("spiffe://prod.example/billing")
                .issue();

        assertThat(billing.chain()).hasSize(2);
        assertThat(billing.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=billing");
        assertThat(billing.certificate().getSubjectAlternativeNames())
                .containsExactly(List.of(6, "spiffe://prod.example/billing"));
        validate(billing.chain());
    }

    @Test
    void an_expired_client_says_so() {
        X509Certificate expired = acme.client("old").until(NOON).issue().certificate();

        assertThat(expired.getNotAfter()).isEqualTo(Date.from(NOON));
        assertThat(expired.getNotBefore()).isBefore(Date.from(NOON));
    }

    @Test
    void a_changed_ca_keeps_its_key() throws Exception {
        X509Certificate client = acme.client("billing").issue().certificate();

        TestCa expired = acme.until(NOON);

        assertThat(expired.certificate().getNotAfter()).isEqualTo(Date.from(NOON));
        client.verify(expired.certificate().getPublicKey());
    }

    @Test
    void keys_and_signatures_are_as_weak_as_asked() {
        TestCa rsa = TestCa.named("RSA CA").but(ca -> ca.rsa(1024));

        assertThat(rsa.client("a")
                        .signature("SHA1withRSA")
                        .issue()
                        .certificate()
                        .getSigAlgName())
                .isEqualTo("SHA1withRSA");
        assertThat(acme.client("b").ed25519().issue().privateKey().getAlgorithm())
                .isIn("EdDSA", "Ed25519");
        assertThat(acme.client("c").ca(true).issue().certificate().getBasicConstraints())
                .isGreaterThanOrEqualTo(0);
        assertThat(acme.client("d").usage().keyUsage().issue().certificate().getCriticalExtensionOIDs())
                .isEmpty();
    }

    @Test
    void files_can_be_read_again() throws Exception {
        Issued server = acme.server("localhost").issue();
        char[] password = "secret".toCharArray();

        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(server.pkcs12(password)), password);
        byte[] pem = (server.chainPem() + acme.pem()).getBytes(StandardCharsets.US_ASCII);

        assertThat(store.getKey("key", password)).isEqualTo(server.privateKey());
        assertThat(CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)))
                .hasSize(2);
        assertThat(server.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(acme.trustStore().size()).isEqualTo(1);
        assertThat(server.sslContext(acme).getProtocol()).isEqualTo("TLS");
    }

    private void validate(List<X509Certificate> chain) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(acme.certificate(), null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    }
}
