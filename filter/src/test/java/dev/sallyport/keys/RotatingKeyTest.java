// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static dev.sallyport.keys.KeyFiles.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RotatingKeyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TestCa ROOT = TestCa.named("Acme Root").but(ca -> valid(ca));
    private static final TestCa ISSUING = ROOT.intermediate("Acme Issuing").but(ca -> valid(ca));
    private static final Issued FIRST = server();
    private static final Issued SECOND = server();

    @TempDir
    Path folder;

    private Path certificates;
    private Path key;
    private RotatingKey rotating;

    @BeforeEach
    void begin() throws IOException {
        certificates = folder.resolve("tls.crt");
        key = folder.resolve("tls.key");
        write(FIRST);
        rotating = RotatingKey.named("the key of the server")
                .keys(certificates)
                .key(key)
                .read(NOON);
    }

    @Test
    void a_renewed_key_takes_the_place_of_the_first() throws IOException {
        write(SECOND);

        assertThat(rotating.reload(NOON).orElseThrow())
                .startsWith("the key of CN=localhost, serial number "
                        + SECOND.certificate().getSerialNumber().toString(16));
        assertThat(rotating.current().chain()).isEqualTo(SECOND.chain());
        assertThat(rotating.keyManager().current()).isSameAs(rotating.current());
    }

    @Test
    void files_that_say_the_same_change_nothing() throws IOException {
        KeyMaterial before = rotating.current();
        write(FIRST);

        assertThat(rotating.reload(NOON)).isEmpty();
        assertThat(rotating.current()).isSameAs(before);
    }

    @Test
    void permissions_that_were_loosened_later_are_told_once_each_time_and_the_key_stays() throws IOException {
        KeyMaterial before = rotating.current();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(rotating.reload(NOON).orElseThrow()).contains("tls.key can be read by everybody");
        assertThat(rotating.reload(NOON)).isEmpty();

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(rotating.reload(NOON)).isEmpty();

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(rotating.reload(NOON)).isPresent();
        assertThat(rotating.current()).isSameAs(before);
    }

    @Test
    void a_certificate_whose_key_has_not_been_written_yet_changes_nothing() throws IOException {
        Files.writeString(certificates, SECOND.chainPem());

        assertRefuses("the private key is not the one of the certificate");

        Files.writeString(key, SECOND.keyPem());
        assertThat(rotating.reload(NOON)).isPresent();
    }

    @Test
    void an_expired_one_changes_nothing() throws IOException {
        write(valid(ISSUING.server("localhost")).until(NOON.minusSeconds(1)).issue());

        assertRefuses("expired at");
    }

    @Test
    void one_without_its_intermediate_changes_nothing() throws IOException {
        Files.writeString(certificates, SECOND.pem());
        Files.writeString(key, SECOND.keyPem());

        assertRefuses("the chain is incomplete");
    }

    @Test
    void an_empty_a_half_a_missing_and_a_huge_file_change_nothing() throws IOException {
        Files.writeString(certificates, "");
        assertRefuses("the file is empty");

        Files.writeString(
                certificates, SECOND.chainPem().substring(0, SECOND.pem().length() / 2));
        assertRefuses("has no end");

        Files.delete(certificates);
        assertRefuses("there is no file " + certificates);

        Files.write(certificates, new byte[4 * 1024 * 1024 + 1]);
        assertRefuses("more than 4194304");

        Files.delete(certificates);
        Files.createDirectory(certificates);
        assertRefuses("tls.crt is no file");
    }

    @Test
    void what_is_demanded_besides_is_demanded_of_the_first_and_of_every_later_one() throws IOException {
        RotatingKey.Builder builder = RotatingKey.named("the key of the server")
                .keys(certificates)
                .key(key)
                .check(material -> material.chain().equals(FIRST.chain())
                        ? Optional.empty()
                        : Optional.of("it is not the one that was meant"));
        RotatingKey strict = builder.read(NOON);
        write(SECOND);

        assertThatThrownBy(() -> strict.reload(NOON)).hasMessage("it is not the one that was meant");
        assertThatThrownBy(() -> builder.read(NOON)).hasMessage("it is not the one that was meant");
        assertThat(strict.current().chain()).isEqualTo(FIRST.chain());
    }

    @Test
    void issuers_are_read_again_with_the_key() throws IOException {
        Path issuers = folder.resolve("ca.pem");
        Files.writeString(issuers, ROOT.pem());
        RotatingKey strict = RotatingKey.named("the key of the server")
                .keys(certificates)
                .key(key)
                .issuers(List.of(issuers))
                .read(NOON);
        TestCa next = TestCa.named("Next Root").but(ca -> valid(ca));
        write(valid(next.server("localhost")).issue());

        assertThatThrownBy(() -> strict.reload(NOON)).hasMessageContaining("does not end in one of the given issuers");

        Files.writeString(issuers, next.pem());
        assertThat(strict.reload(NOON)).isPresent();
        assertThat(strict.files()).containsExactly(certificates, key, issuers);
        assertThat(strict.secretFiles()).containsExactly(key);
    }

    @Test
    void a_store_is_opened_again_by_the_password_that_was_given_even_if_the_caller_wiped_it() throws Exception {
        char[] password = "s3cret-word".toCharArray();
        Path store = folder.resolve("server.p12");
        Files.write(store, FIRST.pkcs12(password));
        RotatingKey.Builder builder =
                RotatingKey.named("the key of the server").keys(store).password(password);
        Files.write(folder.resolve("next.p12"), SECOND.pkcs12(password));
        Arrays.fill(password, 'x');
        RotatingKey ofStore = builder.read(NOON);

        Files.move(folder.resolve("next.p12"), store, StandardCopyOption.REPLACE_EXISTING);

        assertThat(ofStore.reload(NOON)).isPresent();
        assertThat(ofStore.secretFiles()).containsExactly(store);
        assertThat(ofStore.toString()).contains("server.p12").doesNotContain("s3cret-word");
    }

    @Test
    void a_first_key_that_is_not_usable_is_refused_at_once() throws IOException {
        Files.write(key, bytes(SECOND.keyPem()));

        assertThatThrownBy(() -> RotatingKey.named("the key of the server")
                        .keys(certificates)
                        .key(key)
                        .read(NOON))
                .isInstanceOf(IOException.class)
                .hasMessage("the private key is not the one of the certificate");
    }

    private void assertRefuses(String reason) {
        assertThatThrownBy(() -> rotating.reload(NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
        assertThat(rotating.current().chain()).isEqualTo(FIRST.chain());
    }

    private void write(Issued issued) throws IOException {
        Files.writeString(certificates, issued.chainPem());
        Files.writeString(key, issued.keyPem());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private static Issued server() {
        return valid(ISSUING.server("localhost")).issue();
    }

    private static Draft valid(Draft draft) {
        return draft.from(NOON.minus(Duration.ofDays(10))).until(NOON.plus(Duration.ofDays(10)));
    }
}
