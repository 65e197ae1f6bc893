// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeyMaterialTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TestCa ROOT = TestCa.named("Acme Root").but(ca -> valid(ca));
    private static final TestCa ISSUING = ROOT.intermediate("Acme Issuing").but(ca -> valid(ca));
    private static final TestCa OTHER = ROOT.intermediate("Other Issuing").but(ca -> valid(ca));

    @Test
    void a_key_with_its_whole_chain_is_well() {
        assertThat(problem(of(server(ISSUING)))).isEmpty();
        assertThat(problem(of(valid(ROOT.server("localhost")).rsa(2048).issue())))
                .isEmpty();
        assertThat(problem(of(valid(ROOT.server("localhost")).ed25519().issue())))
                .isEmpty();
        assertThat(problem(of(valid(ROOT.server("localhost")).selfSigned().issue())))
                .isEmpty();
    }

    @Test
    void the_key_of_another_certificate_of_the_same_kind_is_found_out() {
        Issued mine = server(ISSUING);
        Issued another = server(ISSUING);

        assertThat(problem(new KeyMaterial(another.privateKey(), mine.chain())))
                .contains("the private key is not the one of the certificate");
    }

    @Test
    void the_key_of_another_rsa_certificate_is_found_out() throws Exception {
        Issued mine = valid(ROOT.server("localhost")).rsa(2048).issue();
        Issued another = valid(ROOT.server("localhost")).rsa(2048).issue();
        RSAPublicKey known = (RSAPublicKey) mine.certificate().getPublicKey();
        RSAPrivateKey foreign = (RSAPrivateKey) another.privateKey();
        var mixed = java.security.KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateKeySpec(known.getModulus(), foreign.getPrivateExponent()));

        assertThat(problem(new KeyMaterial(another.privateKey(), mine.chain()))).isPresent();
        assertThat(problem(new KeyMaterial(mixed, mine.chain()))).isPresent();
    }

    @Test
    void a_key_for_rsa_pss_alone_is_well_and_a_dsa_key_serves_nobody() throws Exception {
        KeyPairGenerator pss = KeyPairGenerator.getInstance("RSASSA-PSS");
        pss.initialize(2048);
        KeyPair pair = pss.generateKeyPair();
        Issued mine = valid(ROOT.server("localhost")).keys(pair).issue();
        KeyPairGenerator dsa = KeyPairGenerator.getInstance("DSA");
        dsa.initialize(2048);
        Issued old = valid(ROOT.server("localhost")).keys(dsa.generateKeyPair()).issue();

        assertThat(problem(of(mine))).isEmpty();
        assertThat(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()).getFormat())
                .isEqualTo("PKCS#8");
        assertThat(problem(of(old)).orElseThrow()).contains("DSA").contains("expected: RSA, EC or EdDSA");
    }

    @Test
    void a_chain_out_of_order_is_found_out() {
        Issued mine = server(ISSUING.intermediate("Acme Sub").but(ca -> valid(ca)));
        List<X509Certificate> chain = mine.chain();

        assertThat(problem(new KeyMaterial(mine.privateKey(), List.of(chain.get(0), chain.get(2), chain.get(1))))
                        .orElseThrow())
                .contains("certificate 2 of the chain has not issued certificate 1");
        assertThat(problem(new KeyMaterial(mine.privateKey(), List.of(chain.get(1), chain.get(0)))))
                .isPresent();
        assertThat(problem(new KeyMaterial(mine.privateKey(), List.of(chain.get(0), chain.get(0)))))
                .isPresent();
        assertThat(problem(of(mine))).isEmpty();
    }

    @Test
    void an_issuer_of_the_right_name_with_another_key_is_found_out() {
        Issued mine = server(ISSUING);
        TestCa namesake = ROOT.intermediate("Acme Issuing").but(ca -> valid(ca));

        assertThat(problem(new KeyMaterial(mine.privateKey(), List.of(mine.certificate(), namesake.certificate()))))
                .isPresent();
    }

    @Test
    void an_issuer_that_is_no_ca_is_found_out() {
        TestCa noCa = ROOT.intermediate("No CA").but(ca -> valid(ca).ca(false));

        assertThat(problem(of(server(noCa)))).contains("certificate 2 of the chain is no CA's");
    }

    @Test
    void a_certificate_is_well_in_its_last_second_and_expired_in_the_next() {
        KeyMaterial mine = of(valid(ROOT.server("localhost")).until(NOON).issue());

        assertThat(mine.problem(Optional.empty(), List.of(), NOON)).isEmpty();
        assertThat(mine.problem(Optional.empty(), List.of(), NOON.plusSeconds(1)))
                .contains("certificate 1 of the chain expired at " + NOON);
    }

    @Test
    void a_certificate_that_is_not_yet_valid_is_found_out_one_second_before() {
        KeyMaterial mine = of(valid(ROOT.server("localhost")).from(NOON).issue());

        assertThat(mine.problem(Optional.empty(), List.of(), NOON)).isEmpty();
        assertThat(mine.problem(Optional.empty(), List.of(), NOON.minusSeconds(1)))
                .contains("certificate 1 of the chain is not valid before " + NOON);
    }

    @Test
    void an_expired_intermediate_is_found_out() {
        TestCa old = ROOT.intermediate("Old Issuing").but(ca -> valid(ca).until(NOON.minusSeconds(1)));

        assertThat(problem(of(server(old))).orElseThrow()).startsWith("certificate 2 of the chain expired");
    }

    @Test
    void a_chain_that_lost_its_intermediate_is_found_out_by_what_is_shown_today() {
        KeyMaterial today = of(server(ISSUING));
        KeyMaterial whole = of(server(ISSUING));
        KeyMaterial lacking = leafOnly(server(ISSUING));
        KeyMaterial lackingAnother = leafOnly(server(OTHER));

        assertThat(whole.problem(Optional.of(today), List.of(), NOON)).isEmpty();
        assertThat(of(server(OTHER)).problem(Optional.of(today), List.of(), NOON))
                .isEmpty();
        assertThat(lacking.problem(Optional.of(today), List.of(), NOON).orElseThrow())
                .contains("it lacks the certificate of CN=Acme Issuing");
        assertThat(lackingAnother.problem(Optional.of(today), List.of(), NOON).orElseThrow())
                .contains("it lacks the certificate of CN=Other Issuing");
        assertThat(lacking.problem(Optional.of(lacking), List.of(), NOON)).isEmpty();
    }

    @Test
    void a_root_that_is_shown_needlessly_may_be_left_out() {
        Issued mine = server(ROOT);
        KeyMaterial withRoot = new KeyMaterial(mine.privateKey(), List.of(mine.certificate(), ROOT.certificate()));

        assertThat(withRoot.problem(Optional.empty(), List.of(), NOON)).isEmpty();
        assertThat(of(server(ROOT)).problem(Optional.of(withRoot), List.of(), NOON))
                .isEmpty();
    }

    @Test
    void a_chain_must_end_in_one_of_the_issuers_where_they_are_told() {
        List<X509Certificate> issuers = List.of(ROOT.certificate());
        TestCa stranger = TestCa.named("Acme Root").but(ca -> valid(ca));
        Issued mine = server(ROOT);

        assertThat(of(server(ISSUING)).problem(Optional.empty(), issuers, NOON)).isEmpty();
        assertThat(of(mine).problem(Optional.empty(), issuers, NOON)).isEmpty();
        assertThat(new KeyMaterial(mine.privateKey(), List.of(mine.certificate(), ROOT.certificate()))
                        .problem(Optional.empty(), issuers, NOON))
                .isEmpty();
        assertThat(leafOnly(server(ISSUING))
                        .problem(Optional.empty(), issuers, NOON)
                        .orElseThrow())
                .contains("does not end in one of the given issuers");
        assertThat(of(server(stranger)).problem(Optional.empty(), issuers, NOON))
                .isPresent();
        assertThat(of(valid(ROOT.server("localhost")).selfSigned().issue()).problem(Optional.empty(), issuers, NOON))
                .isPresent();
    }

    @Test
    void the_pin_is_of_the_key_and_not_of_the_certificate() {
        Issued first = server(ISSUING);
        KeyPair same = new KeyPair(first.certificate().getPublicKey(), first.privateKey());
        Issued renewed = valid(OTHER.server("localhost")).keys(same).issue();

        assertThat(of(renewed).pin()).isEqualTo(of(first).pin()).hasSize(44);
        assertThat(of(server(ISSUING)).pin()).isNotEqualTo(of(first).pin());
    }

    private static Draft valid(Draft draft) {
        return draft.from(NOON.minus(Duration.ofDays(10))).until(NOON.plus(Duration.ofDays(10)));
    }

    private static Issued server(TestCa issuer) {
        return valid(issuer.server("localhost")).issue();
    }

    private static KeyMaterial of(Issued issued) {
        return new KeyMaterial(issued.privateKey(), issued.chain());
    }

    private static KeyMaterial leafOnly(Issued issued) {
        return new KeyMaterial(issued.privateKey(), List.of(issued.certificate()));
    }

    private static Optional<String> problem(KeyMaterial material) {
        return material.problem(Optional.empty(), List.of(), NOON);
    }
}
