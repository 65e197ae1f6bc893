// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustSourceTest {

    private static final char[] NONE = {};
    private static final char[] SECRET = "s3cret-word".toCharArray();
    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final TestCa GLOBEX = TestCa.named("Globex CA");

    @Test
    void several_certificates_of_one_pem_file_are_read_in_order() throws IOException {
        assertThat(readText(ACME.pem() + GLOBEX.pem())).containsExactly(ACME.certificate(), GLOBEX.certificate());
    }

    @Test
    void a_certificate_that_stands_twice_is_read_once() throws IOException {
        assertThat(readText(ACME.pem() + ACME.pem())).containsExactly(ACME.certificate());
    }

    @Test
    void explanatory_text_around_the_blocks_is_skipped() throws IOException {
        String text = "# our partners\nSubject: CN=Acme CA\n" + ACME.pem() + "\n\tthe other - one --\n" + GLOBEX.pem()
                + "end";

        assertThat(readText(text)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void every_line_ending_is_one(String ending) throws IOException {
        assertThat(readText(ACME.pem().replace("\n", ending))).containsExactly(ACME.certificate());
    }

    @Test
    void a_byte_order_mark_does_not_hide_the_first_certificate() throws IOException {
        assertThat(TrustSource.read(("\uFEFF" + ACME.pem()).getBytes(StandardCharsets.UTF_8), NONE))
                .containsExactly(ACME.certificate());
    }

    @Test
    void a_private_key_beside_the_certificates_is_refused_without_a_word_of_it() {
        Issued client = ACME.client("billing").issue();

        assertThatThrownBy(() -> readText(ACME.pem() + client.keyPem()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("private key")
                .hasMessageNotContaining(
                        client.keyPem().lines().skip(1).findFirst().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TRUSTED CERTIFICATE", "PUBLIC KEY", "X509 CRL", "PKCS7", "CERTIFICATE REQUEST", "certificate"})
    void a_block_that_is_no_certificate_is_refused(String label) {
        assertRefused(ACME.pem() + ACME.pem().replace("CERTIFICATE", label), "something else than a CERTIFICATE");
    }

    @Test
    void a_truncated_file_is_refused_even_after_good_certificates() {
        String whole = ACME.pem() + GLOBEX.pem();

        assertRefused(whole.substring(0, whole.length() - 40), "has no end");
        assertRefused(whole.substring(0, whole.length() - 2), "has no end");
    }

    @Test
    void a_block_inside_a_block_is_refused() {
        assertRefused(ACME.pem().replace("-----END CERTIFICATE-----\n", "") + GLOBEX.pem(), "has no end");
    }

    @Test
    void dashes_that_begin_nothing_are_refused() {
        assertRefused(ACME.pem() + "-----END CERTIFICATE-----\n", "no beginning");
        assertRefused(ACME.pem().replace("BEGIN CERTIFICATE-----", "BEGIN CERTIFICATE----"), "no beginning");
        assertRefused("x" + ACME.pem(), "no beginning");
    }

    @Test
    void broken_base64_is_refused() {
        String pem = ACME.pem();
        int middle = pem.length() / 2;

        assertRefused(pem.substring(0, middle) + "!" + pem.substring(middle), "no base64");
        assertRefused(pem.substring(0, middle) + "=" + pem.substring(middle), "no base64");
    }

    @Test
    void bytes_after_the_certificate_in_its_block_are_refused() throws Exception {
        byte[] der = ACME.certificate().getEncoded();
        byte[] longer = Arrays.copyOf(der, der.length + 3);
        String base64 = java.util.Base64.getEncoder().encodeToString(longer);

        assertRefused("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n", "cannot be read");
    }

    @Test
    void one_certificate_as_der_is_read() throws Exception {
        assertThat(TrustSource.read(ACME.certificate().getEncoded(), NONE)).containsExactly(ACME.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void a_store_of_trusted_certificates_is_read_by_its_content(String type) throws Exception {
        assertThat(TrustSource.read(store(type, false, true), SECRET))
                .containsExactlyInAnyOrder(ACME.certificate(), GLOBEX.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void a_key_entry_and_its_chain_are_not_trusted(String type) throws Exception {
        assertThat(TrustSource.read(store(type, true, true), SECRET))
                .containsExactlyInAnyOrder(ACME.certificate(), GLOBEX.certificate());
        assertThatThrownBy(() -> TrustSource.read(store(type, true, false), SECRET))
                .isInstanceOf(IOException.class)
                .hasMessage("the " + type + " file holds keys, but no certificate marked as trusted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void a_wrong_password_is_said_and_not_told(String type) {
        assertThatThrownBy(() -> TrustSource.read(store(type, false, true), "wr0ng-word".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasMessage("the password does not open the " + type + " file");
    }

    @Test
    void a_store_that_hides_its_certificates_says_that_it_needs_a_password() {
        assertThatThrownBy(() -> TrustSource.read(store("PKCS12", false, true), NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("the PKCS12 file shows no trusted certificate without a password");
    }

    @Test
    void an_empty_a_huge_and_a_foreign_file_are_refused() {
        assertRefused("", "empty");
        assertRefused("hello", "neither PEM nor PKCS12 nor JKS");
        assertRefused("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", "cannot be read");
        assertThatThrownBy(() -> TrustSource.read(new byte[5_000_000], NONE)).hasMessageContaining("more than");
        assertThatThrownBy(
                        () -> TrustSource.read(new byte[] {(byte) 0xCE, (byte) 0xCE, (byte) 0xCE, (byte) 0xCE}, NONE))
                .hasMessageContaining("JCEKS");
    }

    @Test
    void garbage_is_refused_in_one_sentence_and_never_escapes() throws Exception {
        Random random = new Random(7);
        List<byte[]> seeds = List.of(
                ACME.certificate().getEncoded(),
                store("PKCS12", false, true),
                store("JKS", false, true),
                ACME.pem().getBytes(StandardCharsets.US_ASCII));
        for (int round = 0; round < 1000; round++) {
            byte[] garbage = seeds.get(round % seeds.size()).clone();
            for (int i = 0; i < 1 + round % 4; i++) {
                garbage[random.nextInt(garbage.length)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(garbage, 1 + random.nextInt(garbage.length));
            try {
                assertThat(TrustSource.read(cut, SECRET)).isNotEmpty();
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "s3cret-word");
            }
        }
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> readText(text)).isInstanceOf(IOException.class).hasMessageContaining(reason);
    }

    private static List<X509Certificate> readText(String text) throws IOException {
        return TrustSource.read(text.getBytes(StandardCharsets.UTF_8), NONE);
    }

    private static byte[] store(String type, boolean key, boolean trusted) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        if (trusted) {
            store.setCertificateEntry("acme", ACME.certificate());
            store.setCertificateEntry("globex", GLOBEX.certificate());
        }
        if (key) {
            Issued own = TestCa.named("Other CA")
                    .intermediate("Other Issuing")
                    .client("own")
                    .issue();
            store.setKeyEntry("own", own.privateKey(), SECRET, own.chain().toArray(Certificate[]::new));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, SECRET);
        return out.toByteArray();
    }
}
