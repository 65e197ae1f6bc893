// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.certificates;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.der;
import static dev.sallyport.peer.Asking.shown;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.fetch.Background;
import dev.sallyport.testca.CrlDraft;
import dev.sallyport.testca.TestCa;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a CA by which a caller came spares the work of the next one, and lets nobody in. */
class KnownIssuersTest {

    private static final TestCa ROOT = ca("Root");
    private static final TestCa ISSUING = below(ROOT, "Issuing");

    /** Bouncy Castle, and how often it was asked for a signature. */
    private static final class Counting extends Provider {

        private static final long serialVersionUID = 1;
        private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

        private final transient AtomicInteger signatures = new AtomicInteger();

        Counting() {
            super("Counting", "1", "counts");
        }

        @Override
        public Service getService(String type, String algorithm) {
            if (type.equals("Signature")) {
                signatures.incrementAndGet();
            }
            return BOUNCY_CASTLE.getService(type, algorithm);
        }
    }

    @Test
    void the_signature_of_a_ca_is_computed_for_the_first_of_its_callers_only() throws Exception {
        Counting provider = new Counting();
        ClientTrust trust = trusting(ROOT).signatureProvider(provider).build();

        assertThat(code(trust, caller(), NOON)).isEqualTo("known");
        assertThat(provider.signatures).hasValue(2);
        assertThat(code(trust, caller(), NOON)).isEqualTo("known");
        assertThat(provider.signatures).hasValue(3);
    }

    @Test
    void a_made_up_caller_or_ca_is_refused_beside_a_known_one() throws Exception {
        ClientTrust trust = trusting(ROOT).build();
        List<X509Certificate> good = caller();
        TestCa impostor = below(ca("Root"), "Issuing");

        assertThat(code(trust, good, NOON)).isEqualTo("known");
        assertThat(code(trust, List.of(forged(caller().get(0)), again(ISSUING)), NOON))
                .isEqualTo("unknown-issuer");
        assertThat(code(trust, List.of(caller().get(0), forged(ISSUING.certificate())), NOON))
                .isEqualTo("unknown-issuer");
        assertThat(code(trust, shown(client(impostor), impostor, ISSUING), NOON))
                .isEqualTo("unknown-issuer");
        assertThat(code(trust, caller(), NOON)).isEqualTo("known");
    }

    @Test
    void a_made_up_ca_is_computed_each_time_and_never_known() throws Exception {
        Counting provider = new Counting();
        ClientTrust trust = trusting(ROOT).signatureProvider(provider).build();
        TestCa impostor = below(ca("Root"), "Issuing");

        for (int times = 1; times <= 3; times++) {
            assertThat(code(trust, shown(client(impostor), impostor), NOON)).isEqualTo("unknown-issuer");
            assertThat(provider.signatures).hasValue(times);
        }
    }

    @Test
    void a_known_ca_leads_to_nobody_once_it_has_expired() throws Exception {
        Instant end = NOON.plusSeconds(60);
        TestCa brief = ISSUING.until(end);
        ClientTrust trust = trusting(ROOT).build();

        assertThat(code(trust, shown(client(brief), brief), NOON)).isEqualTo("known");
        assertThat(code(trust, shown(client(brief), brief), end)).isEqualTo("known");
        assertThat(code(trust, shown(client(brief), brief), end.plusSeconds(1))).isEqualTo("expired");
    }

    @Test
    void a_known_ca_leads_to_nobody_once_it_is_revoked(@TempDir Path folder) throws Exception {
        Background background = new Background(Runnable::run, () -> NOON, new Random(1), event -> {});
        Files.write(folder.resolve("issuing.crl"), crl(ISSUING).issue());
        Files.write(folder.resolve("root.crl"), crl(ROOT).issue());
        ClientTrust trust = trusting(ROOT)
                .revocation(
                        Revocation.OFF.folders(List.of(CrlFolder.open(folder))).mode(RevocationMode.HARD_FAIL))
                .background(background)
                .build();

        assertThat(code(trust, caller(), NOON)).isEqualTo("known");
        Files.write(
                folder.resolve("root.crl"),
                crl(ROOT).revoke(ISSUING.certificate()).issue());
        background.lookAround();
        background.lookAround();
        assertThat(code(trust, caller(), NOON)).isEqualTo("revoked");
    }

    @Test
    void what_was_known_is_forgotten_when_the_trust_becomes_another() throws Exception {
        Counting provider = new Counting();
        ClientTrust trust = trusting(ROOT).signatureProvider(provider).build();
        assertThat(code(trust, caller(), NOON)).isEqualTo("known");

        trust.become(trust.newBuilder().build());

        assertThat(code(trust, caller(), NOON)).isEqualTo("known");
        assertThat(provider.signatures).hasValue(4);
    }

    @Test
    void an_anchor_of_the_same_name_and_another_key_proves_nothing_and_spoils_nothing() throws Exception {
        TestCa namesake = ca("Root");
        Counting provider = new Counting();
        ClientTrust both = trusting(namesake, ROOT).signatureProvider(provider).build();
        ClientTrust ofJdk = trusting(namesake, ROOT).build();

        for (int caller = 0; caller < 3; caller++) {
            assertThat(code(both, caller(), NOON)).isEqualTo("known");
            assertThat(code(ofJdk, caller(), NOON)).isEqualTo("known");
        }
        assertThat(provider.signatures).hasValue(7); // three, and then the caller's and the namesake's each time
        assertThat(code(trusting(namesake).build(), caller(), NOON)).isEqualTo("unknown-issuer");
    }

    @Test
    void a_ca_known_in_one_trust_domain_leads_to_nobody_of_another() throws Exception {
        ClientTrust mesh = ClientTrust.named("mesh")
                .spiffe(Map.of("prod.example", certificates(ROOT), "partner.example", certificates(ca("Root"))))
                .build();

        assertThat(Asking.code(
                        mesh, workload("spiffe://prod.example/pay"), PeerRule.parse("spiffe://prod.example/pay")))
                .isEqualTo("known");
        assertThat(Asking.code(
                        mesh, workload("spiffe://partner.example/pay"), PeerRule.parse("spiffe://partner.example/pay")))
                .isEqualTo("unknown-issuer");
    }

    @Test
    void a_ca_with_name_constraints_limits_each_of_its_callers_and_is_never_known() throws Exception {
        GeneralSubtree permitted = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "a.example"));
        NameConstraints constraints = new NameConstraints(new GeneralSubtree[] {permitted}, null);
        TestCa narrow = ISSUING.but(draft -> draft.extension("2.5.29.30", true, der(constraints)));
        Counting provider = new Counting();
        ClientTrust trust = trusting(ROOT).signatureProvider(provider).build();

        assertThat(code(trust, shown(client(narrow).dns("x.a.example"), narrow), NOON))
                .isEqualTo("known");
        assertThat(code(trust, shown(client(narrow).dns("x.a.example"), narrow), NOON))
                .isEqualTo("known");
        assertThat(code(trust, shown(client(narrow).dns("b.example"), narrow), NOON))
                .isEqualTo("bad-path");
        assertThat(provider.signatures).hasValue(6);
    }

    @Test
    void what_others_made_known_lets_nobody_in_past_the_most_signatures() throws Exception {
        List<TestCa> alternatives =
                Stream.generate(() -> ISSUING.but(draft -> {})).limit(60).toList();
        ClientTrust trust = trusting(ROOT).build();
        TestCa last = below(ROOT, "Issuing");

        assertThat(code(trust, behind(alternatives, last), NOON)).isEqualTo("unknown-issuer");
        for (TestCa alternative : alternatives) {
            assertThat(code(trust, shown(client(alternative), alternative), NOON))
                    .isEqualTo("known");
        }
        assertThat(code(trust, shown(client(last), last), NOON)).isEqualTo("known");
        assertThat(code(trust, behind(alternatives, last), NOON)).isEqualTo("unknown-issuer");
    }

    @Test
    void the_verified_path_is_of_the_objects_that_were_presented() throws Exception {
        ClientTrust trust = trusting(ROOT).build();

        for (List<X509Certificate> presented : List.of(caller(), caller())) {
            List<X509Certificate> chain = trust.verify(presented, Way.DIRECT, PeerRules.ANYBODY, NOON)
                    .either(VerifiedPeer::chain, refusal -> List.of());
            assertThat(chain).hasSize(2);
            assertThat(chain.get(0)).isSameAs(presented.get(0));
            assertThat(chain.get(1)).isSameAs(presented.get(1));
        }
    }

    @Test
    void no_number_of_cas_fills_the_memory() throws Exception {
        KnownIssuers known = new KnownIssuers();
        PathCertificate leaf = PathCertificate.read(caller().get(0));
        List<X509Certificate> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            many.add(ISSUING.but(draft -> {}).certificate());
            known.keep(ROOT.certificate(), List.of(PathCertificate.read(many.get(i)), leaf));
        }

        int kept = 0;
        for (X509Certificate ca : many) {
            PathCertificate found = known.find(parsed(ca.getEncoded()));
            if (found != null) {
                assertThat(found.certificate()).isSameAs(ca);
                kept++;
            }
        }
        assertThat(kept).isBetween(100, 256);
    }

    @Test
    void a_ca_with_a_huge_certificate_leads_to_its_callers_and_is_never_known() throws Exception {
        TestCa huge = ISSUING.but(draft -> draft.extension("1.3.6.1.4.1.32473.1", false, new byte[3000]));
        Counting provider = new Counting();
        ClientTrust trust = trusting(ROOT).signatureProvider(provider).build();

        assertThat(code(trust, shown(client(huge), huge), NOON)).isEqualTo("known");
        assertThat(code(trust, shown(client(huge), huge), NOON)).isEqualTo("known");
        assertThat(provider.signatures).hasValue(4);
    }

    /** Somebody new below the CA, whose certificate comes in an object that nobody has seen. */
    private static List<X509Certificate> caller() throws Exception {
        return List.of(client(ISSUING).issue().certificate(), again(ISSUING));
    }

    /** A caller of the last CA, which he shows after all others. */
    private static List<X509Certificate> behind(List<TestCa> others, TestCa last) {
        return shown(
                client(last), Stream.concat(others.stream(), Stream.of(last)).toArray(TestCa[]::new));
    }

    private static List<X509Certificate> workload(String id) throws Exception {
        return List.of(client(ISSUING).spiffe(id).issue().certificate(), again(ISSUING));
    }

    private static CrlDraft crl(TestCa ca) {
        return ca.crl().from(NOON.minusSeconds(3600)).until(NOON.plusSeconds(3600));
    }

    private static X509Certificate again(TestCa ca) throws Exception {
        return parsed(ca.certificate().getEncoded());
    }

    private static X509Certificate forged(X509Certificate certificate) throws Exception {
        byte[] bytes = certificate.getEncoded();
        bytes[bytes.length - 1] ^= 1;
        return parsed(bytes);
    }

    /** The parser of several at once remembers none. */
    private static X509Certificate parsed(byte[] bytes) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(bytes))
                .iterator()
                .next();
    }

    private static String code(ClientTrust trust, List<X509Certificate> presented, Instant now) {
        return trust.verify(presented, Way.DIRECT, PeerRules.ANYBODY, now).either(peer -> "known", Refusal::code);
    }
}
