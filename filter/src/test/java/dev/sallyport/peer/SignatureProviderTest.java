// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.certificates;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures computed by another provider than the JDK's, which is nowhere installed. */
class SignatureProviderTest {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    static Stream<Consumer<Draft>> keys() {
        return Stream.of(
                draft -> draft.ec("secp256r1"),
                draft -> draft.ec("secp384r1"),
                draft -> draft.rsa(2048),
                draft -> draft.rsa(2048).signature("SHA256withRSAandMGF1"),
                Draft::ed25519);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_path_is_proven_and_a_forged_signature_is_not(Consumer<Draft> key) throws Exception {
        TestCa root = TestCa.named("Root").but(key).but(Asking::wide);
        TestCa issuing = root.intermediate("Issuing").but(key).but(Asking::wide);
        ClientTrust trust = trusting(BOUNCY_CASTLE, root);
        List<X509Certificate> shown = shown(client(issuing), issuing);

        assertThat(Security.getProvider(BOUNCY_CASTLE.getName())).isNull();
        assertThat(trust.verify(shown, Way.DIRECT, PeerRules.ANYBODY, NOON)
                        .either(VerifiedPeer::chain, refusal -> List.of()))
                .isEqualTo(shown);
        assertThat(code(trust, List.of(forged(shown.get(0)), shown.get(1)))).isEqualTo("unknown-issuer");
        assertThat(code(trust, List.of(shown.get(0), forged(shown.get(1))))).isEqualTo("unknown-issuer");
    }

    @Test
    void a_provider_without_the_algorithm_leaves_it_to_the_jdk() throws Exception {
        TestCa root = ca("Root");
        ClientTrust trust = trusting(Security.getProvider("SUN"), root);
        List<X509Certificate> shown = shown(client(root));

        assertThat(code(trust, shown)).isEqualTo("known");
        assertThat(code(trust, List.of(forged(shown.get(0))))).isEqualTo("unknown-issuer");
    }

    @Test
    void weak_algorithms_are_refused_whoever_computes_them() {
        TestCa root = TestCa.named("Root").but(draft -> Asking.wide(draft.rsa(2048)));
        TestCa weak = root.intermediate("Weak").but(draft -> Asking.wide(draft.signature("SHA1withRSA")));
        TestCa broken = root.intermediate("Broken").but(draft -> Asking.wide(draft.signature("MD5withRSA")));
        ClientTrust lenient = ClientTrust.named("partners")
                .anchors(certificates(root))
                .algorithms(AlgorithmPolicy.parse("rsa-2048, p-256, sha-256, insecure-sha-1"))
                .signatureProvider(BOUNCY_CASTLE)
                .build();

        assertThat(code(trusting(BOUNCY_CASTLE, root), shown(client(weak), weak)))
                .isEqualTo("weak-algorithm");
        assertThat(code(lenient, shown(client(broken), broken))).isEqualTo("weak-algorithm");
    }

    @Test
    void the_validation_of_the_jdk_still_binds() {
        TestCa issuing = below(ca("Root"), "Issuing");
        X509Certificate leaf = client(issuing).issue().certificate();
        var path = List.of(leaf, issuing.certificate());
        var parameters = Pkix.parameters(ca("Root").certificate(), AnchorLimits.BIND);

        assertThat(Pkix.refuse(path, parameters, NOON)).isPresent();
        assertThat(Pkix.refuse(
                        new SignatureCheck(Optional.of(BOUNCY_CASTLE))
                                .checked(path, issuing.certificate().getPublicKey()),
                        parameters,
                        NOON))
                .isPresent();
    }

    @Test
    void what_the_jdk_has_disabled_stays_disabled() {
        TestCa root = TestCa.named("Root").but(draft -> Asking.wide(draft.rsa(2048)));
        TestCa broken = root.intermediate("Broken").but(draft -> Asking.wide(draft.signature("MD5withRSA")));
        List<X509Certificate> checked = new SignatureCheck(Optional.of(BOUNCY_CASTLE))
                .checked(shown(client(broken), broken), root.certificate().getPublicKey());

        assertThat(Security.getProperty("jdk.certpath.disabledAlgorithms")).contains("MD5");
        assertThat(Pkix.refuse(checked, Pkix.parameters(root.certificate(), AnchorLimits.BIND), NOON))
                .get()
                .isInstanceOf(Refusal.WeakAlgorithm.class);
    }

    @Test
    void the_path_of_a_container_is_checked_with_it_too() throws Exception {
        TestCa issuing = below(ca("Root"), "Issuing");
        ClientTrust container = ClientTrust.named("tls")
                .container()
                .signatureProvider(BOUNCY_CASTLE)
                .build();
        List<X509Certificate> shown = shown(client(issuing), issuing);
        List<X509Certificate> forged = List.of(forged(shown.get(0)), shown.get(1));

        assertThat(chain(container, shown)).isEqualTo(shown);
        assertThat(chain(container, forged)).isEqualTo(forged.subList(0, 1));
    }

    /** Says yes to every signature. */
    private static final class Gullible extends Provider {

        private static final long serialVersionUID = 1;

        Gullible() {
            super("Gullible", "1", "believes everything");
            putService(new Service(this, "Signature", "SHA256withECDSA", "Yes", null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Yes();
                }
            });
        }

        private static final class Yes extends SignatureSpi {
            @Override
            protected void engineInitVerify(PublicKey key) {}

            @Override
            protected void engineInitSign(PrivateKey key) {
                throw new UnsupportedOperationException();
            }

            @Override
            protected void engineUpdate(byte next) {}

            @Override
            protected void engineUpdate(byte[] next, int offset, int length) {}

            @Override
            protected byte[] engineSign() {
                throw new UnsupportedOperationException();
            }

            @Override
            protected boolean engineVerify(byte[] signature) {
                return true;
            }

            @Override
            @Deprecated
            protected void engineSetParameter(String name, Object value) {}

            @Override
            @Deprecated
            protected Object engineGetParameter(String name) {
                throw new UnsupportedOperationException();
            }
        }
    }

    @Test
    void what_the_provider_says_is_not_computed_again_so_it_is_what_is_trusted() throws Exception {
        TestCa root = ca("Root");
        List<X509Certificate> forged = List.of(forged(client(root).issue().certificate()));

        assertThat(code(trusting(new Gullible(), root), forged)).isEqualTo("known");
        assertThat(code(trusting(BOUNCY_CASTLE, root), forged)).isEqualTo("unknown-issuer");
    }

    private static ClientTrust trusting(Provider provider, TestCa root) {
        return Asking.trusting(root).signatureProvider(provider).build();
    }

    private static List<X509Certificate> chain(ClientTrust trust, List<X509Certificate> shown) {
        return trust.verify(shown, Way.DIRECT, PeerRules.ANYBODY, NOON)
                .either(VerifiedPeer::chain, refusal -> List.of());
    }

    /** The same certificate with another last bit in its signature. */
    private static X509Certificate forged(X509Certificate certificate) throws Exception {
        byte[] bytes = certificate.getEncoded();
        bytes[bytes.length - 1] ^= 1;
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }
}
