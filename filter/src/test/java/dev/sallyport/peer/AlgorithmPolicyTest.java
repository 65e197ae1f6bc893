// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.shown;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmPolicyTest {

    private static final TestCa ROOT = ca("Root").but(ca -> ca.rsa(2048));
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
    private static final String BY_ROOT = ", rsa-2048, sha-256";

    @Test
    void the_default_is_what_is_strong_today() {
        assertThat(code(AlgorithmPolicy.DEFAULT, client(ROOT).rsa(2048))).isEqualTo("known");
        assertThat(code(AlgorithmPolicy.DEFAULT, client(ROOT).ec("secp521r1"))).isEqualTo("known");
        assertThat(code(AlgorithmPolicy.DEFAULT, client(ROOT).ed25519())).isEqualTo("known");
        assertThat(code(AlgorithmPolicy.DEFAULT, client(ROOT).signature("SHA512withRSA")))
                .isEqualTo("known");
        assertThat(code(AlgorithmPolicy.DEFAULT, client(ROOT).rsa(1024))).isEqualTo("weak-algorithm");
        assertThat(code(AlgorithmPolicy.DEFAULT, client(ROOT).signature("SHA1withRSA")))
                .isEqualTo("weak-algorithm");
        assertThat(AlgorithmPolicy.DEFAULT.isInsecure()).isFalse();
    }

    @Test
    void only_what_is_named_is_strong() {
        assertThat(code("rsa-3072, rsa-2048, sha-256", client(ROOT).rsa(2048))).isEqualTo("known");
        assertThat(code("p-384" + BY_ROOT, client(ROOT).ec("secp384r1"))).isEqualTo("known");
        assertThat(code("p-384" + BY_ROOT, client(ROOT).ec("secp256r1"))).isEqualTo("weak-algorithm");
        assertThat(code("ed448" + BY_ROOT, client(ROOT).ed25519())).isEqualTo("weak-algorithm");
        assertThat(code("rsa-3072, sha-256", client(ROOT).rsa(3072)))
                .isEqualTo("weak-algorithm"); // the anchor's own key
        assertThat(code("rsa-2048, sha-384", client(ROOT).rsa(2048))).isEqualTo("weak-algorithm");
        assertThat(code("rsa-2048, sha-384", client(ROOT).rsa(2048).signature("SHA384withRSA")))
                .isEqualTo("known");
    }

    @Test
    void a_signature_with_pss_has_one_digest() throws Exception {
        assertThat(AlgorithmPolicy.DEFAULT.acceptsSignature(RSASSA_PSS, pss("SHA-256", "SHA-256")))
                .isTrue();
        assertThat(AlgorithmPolicy.DEFAULT.acceptsSignature(RSASSA_PSS, pss("SHA-256", "SHA-512")))
                .isFalse();
        assertThat(AlgorithmPolicy.DEFAULT.acceptsSignature(RSASSA_PSS, pss("SHA-256", "SHA-1")))
                .isFalse();
    }

    private static byte[] pss(String digest, String ofMask) throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        parameters.init(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(ofMask), 32, 1));
        return parameters.getEncoded();
    }

    @Test
    void what_is_insecure_must_be_asked_for_by_that_name() {
        AlgorithmPolicy old = AlgorithmPolicy.parse("rsa-2048, insecure-rsa-1024, sha-256, insecure-sha-1");

        assertThat(code(old, client(ROOT).rsa(1024))).isEqualTo("known");
        assertThat(code(old, client(ROOT).rsa(2048).signature("SHA1withRSA"))).isEqualTo("known");
        assertThat(old.isInsecure()).isTrue();
    }

    @Test
    void what_the_jdk_forbids_stays_forbidden() throws Exception {
        TestCa md5 = ca("Root").but(ca -> ca.rsa(2048));

        assertThat(code(AlgorithmPolicy.DEFAULT, client(md5).signature("MD5withRSA"), md5))
                .isEqualTo("weak-algorithm");
    }

    @Test
    void an_rsa_key_of_an_odd_size_or_exponent_is_none() throws Exception {
        assertThat(code(AlgorithmPolicy.DEFAULT, client(ROOT).keys(rsa(2056, RSAKeyGenParameterSpec.F4))))
                .isEqualTo("known");
        assertThat(code(AlgorithmPolicy.DEFAULT, client(ROOT).keys(rsa(2052, RSAKeyGenParameterSpec.F4))))
                .isEqualTo("weak-algorithm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "rsa", "rsa-1024", "rsa-2047", "RSA-2048", "sha-1", "p256", "insecure-md5", "rsa-2048,,p-256"
            })
    void a_name_that_is_none_is_quoted(String text) {
        assertThatThrownBy(() -> AlgorithmPolicy.parse(text))
                .hasMessageContaining("' (expected: rsa- and a number of bits");
    }

    @Test
    void a_policy_is_a_value() {
        assertThat(AlgorithmPolicy.parse(AlgorithmPolicy.DEFAULT.toString()))
                .isEqualTo(AlgorithmPolicy.DEFAULT)
                .hasSameHashCodeAs(AlgorithmPolicy.DEFAULT)
                .isNotEqualTo(AlgorithmPolicy.parse("rsa-2048"));
    }

    private static KeyPair rsa(int bits, BigInteger exponent) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
        return generator.generateKeyPair();
    }

    private static String code(String policy, Draft leaf) {
        return code(AlgorithmPolicy.parse(policy), leaf);
    }

    private static String code(AlgorithmPolicy policy, Draft leaf) {
        return code(policy, leaf, ROOT);
    }

    private static String code(AlgorithmPolicy policy, Draft leaf, TestCa root) {
        return Asking.code(trusting(root).algorithms(policy).build(), shown(leaf));
    }
}
