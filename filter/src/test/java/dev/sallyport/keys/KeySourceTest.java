// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static dev.sallyport.keys.KeyFiles.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeySourceTest {

    private static final char[] NONE = {};
    private static final char[] SECRET = "s3cret-word".toCharArray();
    private static final TestCa ISSUING = TestCa.named("Acme Root").intermediate("Acme Issuing");
    private static final Issued EC = ISSUING.server("localhost").issue();
    private static final Issued RSA = ISSUING.server("localhost").rsa(2048).issue();
    private static final Issued EDWARDS = ISSUING.server("localhost").ed25519().issue();

    @Test
    void key_and_chain_of_one_pem_file_are_read_in_either_order() throws IOException {
        for (Issued issued : List.of(EC, RSA, EDWARDS)) {
            assertReads(KeySource.read(bytes(issued.chainPem() + issued.keyPem()), NONE), issued);
            assertReads(KeySource.read(bytes(issued.keyPem() + issued.chainPem()), NONE), issued);
        }
    }

    @Test
    void key_and_chain_of_two_pem_files_are_read() throws IOException {
        assertReads(KeySource.read(bytes(EC.chainPem()), bytes(EC.keyPem()), NONE), EC);
    }

    @Test
    void an_rsa_key_of_pkcs_1_is_read() throws IOException {
        String key = KeyFiles.traditional("RSA PRIVATE KEY", RSA.privateKey());

        assertReads(KeySource.read(bytes(RSA.chainPem()), bytes(key), NONE), RSA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void an_ec_key_of_sec_1_is_read_with_the_curve_of_the_certificate(String curve) throws IOException {
        Issued issued = ISSUING.server("localhost").ec(curve).issue();
        String parameters = KeyFiles.pem("EC PARAMETERS", new byte[] {0x05, 0x00});
        String key = KeyFiles.traditional("EC PRIVATE KEY", issued.privateKey());

        assertReads(KeySource.read(bytes(issued.chainPem()), bytes(parameters + key), NONE), issued);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PBEWithHmacSHA256AndAES_256", "PBEWithHmacSHA256AndAES_128", "PBEWithHmacSHA512AndAES_256"})
    void a_key_encrypted_by_pbes2_is_opened_by_its_password(String scheme) throws Exception {
        for (Issued issued : List.of(EC, RSA, EDWARDS)) {
            String key = KeyFiles.encrypted(scheme, issued.privateKey(), SECRET);

            assertReads(KeySource.read(bytes(issued.chainPem() + key), SECRET), issued);
        }
    }

    @Test
    void a_wrong_password_and_a_missing_one_are_said_and_not_told() throws Exception {
        String file = EC.chainPem() + KeyFiles.encrypted("PBEWithHmacSHA256AndAES_256", EC.privateKey(), SECRET);

        assertRefused(file, "wr0ng-word", "the password does not open the private key that begins in line");
        assertRefused(file, "", "is encrypted, and no password is set");
    }

    @Test
    void a_key_encrypted_by_the_weak_schemes_before_pbes2_is_refused() throws Exception {
        String key = KeyFiles.encrypted("PBEWithMD5AndDES", EC.privateKey(), SECRET);

        assertRefused(EC.chainPem() + key, "s3cret-word", "encrypted in a way that is weak or unknown");
    }

    @Test
    void a_key_in_openssls_old_encrypted_form_is_refused_with_a_way_out() {
        String key = """
                -----BEGIN EC PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,00

                AAAA
                -----END EC PRIVATE KEY-----
                """;

        assertRefused(EC.chainPem() + key, "s3cret-word", "openssl pkcs8 -topk8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void the_key_of_a_store_is_read_with_its_chain(String type) throws Exception {
        for (Issued issued : List.of(EC, RSA)) {
            assertReads(KeySource.read(KeyFiles.store(type, SECRET, issued), SECRET), issued);
        }
    }

    @Test
    void a_store_with_an_empty_password_is_read() throws Exception {
        assertReads(KeySource.read(KeyFiles.store("PKCS12", NONE, EC), NONE), EC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void a_store_with_two_keys_is_refused_for_nothing_says_which_is_meant(String type) throws Exception {
        byte[] store = KeyFiles.store(type, SECRET, EC, RSA);

        assertThatThrownBy(() -> KeySource.read(store, SECRET))
                .isInstanceOf(IOException.class)
                .hasMessage("there are 2 private keys, and nothing says which is meant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void a_store_without_a_key_and_a_wrong_password_are_refused(String type) throws Exception {
        byte[] empty = KeyFiles.store(type, SECRET);
        byte[] store = KeyFiles.store(type, SECRET, EC);

        assertThatThrownBy(() -> KeySource.read(empty, SECRET)).hasMessageContaining("holds no private key");
        assertThatThrownBy(() -> KeySource.read(store, "wr0ng-word".toCharArray()))
                .hasMessage("the password does not open the " + type + " file");
    }

    @Test
    void a_pem_file_with_two_keys_is_refused_even_if_they_are_the_same() {
        assertRefused(EC.chainPem() + EC.keyPem() + EC.keyPem(), "", "there are 2 private keys");
        assertRefused(EC.chainPem() + EC.keyPem() + RSA.keyPem(), "", "there are 2 private keys");
    }

    @Test
    void a_key_beside_the_certificates_is_refused_where_another_file_is_for_it() {
        byte[] both = bytes(EC.chainPem() + EC.keyPem());

        assertThatThrownBy(() -> KeySource.read(both, bytes(EC.keyPem()), NONE))
                .hasMessageContaining("begins something else than a CERTIFICATE");
        assertThatThrownBy(() -> KeySource.read(bytes(EC.chainPem()), both, NONE))
                .hasMessageContaining("begins something else than a private key");
    }

    @Test
    void half_of_what_is_needed_is_refused() throws Exception {
        assertRefused(EC.chainPem(), "", "there is no private key");
        assertRefused(EC.keyPem(), "", "there is no certificate");
        assertThatThrownBy(() -> KeySource.read(EC.certificate().getEncoded(), NONE))
                .hasMessageContaining("without a private key");
        assertThatThrownBy(() -> KeySource.read(KeyFiles.store("JKS", SECRET, EC), bytes(EC.keyPem()), SECRET))
                .hasMessageContaining("no PEM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PUBLIC KEY", "CERTIFICATE REQUEST", "private key"})
    void a_block_that_is_neither_key_nor_certificate_is_refused(String label) {
        assertRefused(EC.chainPem() + EC.keyPem().replace("PRIVATE KEY", label), "", "begins something else");
    }

    @Test
    void a_key_of_another_kind_than_the_certificates_is_refused() throws IOException {
        assertRefused(EC.chainPem() + RSA.keyPem(), "", "kind EC");
        assertRefused(
                EC.chainPem() + KeyFiles.traditional("RSA PRIVATE KEY", RSA.privateKey()), "", "no key of kind EC");
        assertRefused(
                RSA.chainPem() + KeyFiles.traditional("EC PRIVATE KEY", EC.privateKey()), "", "no key of kind RSA");
    }

    @Test
    void an_empty_a_huge_and_a_truncated_file_are_refused() {
        String whole = EC.chainPem() + EC.keyPem();

        assertRefused("", "", "empty");
        assertThatThrownBy(() -> KeySource.read(new byte[4 * 1024 * 1024 + 1], NONE))
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> KeySource.read(bytes(EC.chainPem()), new byte[4 * 1024 * 1024 + 1], NONE))
                .hasMessageContaining("more than");
        assertRefused(whole.substring(0, whole.length() - 40), "", "the private key that begins in line");
    }

    @Test
    void nothing_of_the_key_is_in_the_text_of_what_was_read() throws IOException {
        KeyMaterial material = KeySource.read(bytes(RSA.chainPem() + RSA.keyPem()), NONE);

        assertThat(material.toString())
                .contains(
                        "CN=localhost", material.certificate().getSerialNumber().toString(16))
                .doesNotContain(secret(RSA).toList())
                .hasSizeLessThan(200);
    }

    @Test
    void damaged_files_are_refused_in_one_sentence_without_a_word_of_the_key() throws Exception {
        Random random = new Random(7);
        List<byte[]> seeds = List.of(
                bytes(EC.chainPem() + EC.keyPem()),
                bytes(RSA.chainPem() + KeyFiles.traditional("RSA PRIVATE KEY", RSA.privateKey())),
                bytes(EC.chainPem() + KeyFiles.encrypted("PBEWithHmacSHA256AndAES_256", EC.privateKey(), SECRET)),
                KeyFiles.store("JKS", SECRET, EC));
        for (int round = 0; round < 400; round++) {
            byte[] damaged = seeds.get(round % seeds.size()).clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            byte[] cut = round % 3 == 0 ? Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length)) : damaged;
            try {
                assertThat(KeySource.read(cut, SECRET).chain()).isNotEmpty();
            } catch (IOException e) {
                for (Throwable each = e; each != null; each = each.getCause()) {
                    String message = String.valueOf(each.getMessage());
                    assertThat(message).isNotBlank().doesNotContain("s3cret-word");
                    assertThat(secret(EC)).noneMatch(message::contains);
                    assertThat(secret(RSA)).noneMatch(message::contains);
                }
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
    }

    /** The lines of the key, and its numbers as text. */
    private static Stream<String> secret(Issued issued) {
        byte[] der = issued.privateKey().getEncoded();
        return Stream.concat(
                issued.keyPem().lines().filter(line -> !line.startsWith("-")),
                Stream.of(Base64.getEncoder().encodeToString(der).substring(40, 72)));
    }

    private static void assertReads(KeyMaterial material, Issued issued) {
        assertThat(material.chain()).isEqualTo(issued.chain());
        Instant later = issued.certificate().getNotBefore().toInstant().plus(Duration.ofDays(2));
        assertThat(material.problem(Optional.empty(), List.of(), later)).isEmpty();
    }

    private static void assertRefused(String text, String password, String reason) {
        assertThatThrownBy(() -> KeySource.read(bytes(text), password.toCharArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }
}
