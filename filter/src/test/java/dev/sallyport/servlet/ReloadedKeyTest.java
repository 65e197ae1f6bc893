// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.keys.RotatingKey;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedKeyTest {

    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final Issued FIRST = ACME.server("localhost").issue();
    private static final Issued SECOND = ACME.server("localhost").issue();
    private static final Instant NOW =
            FIRST.certificate().getNotBefore().toInstant().plus(Duration.ofDays(2));

    private final List<String> told = new ArrayList<>();
    private boolean fails;
    private Path file;
    private ReloadedKey key;

    @BeforeEach
    void begin(@TempDir Path folder) throws IOException {
        file = folder.resolve("server.pem");
        write(FIRST);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        key = new ReloadedKey(
                RotatingKey.named("the key of the server").keys(file).read(NOW), this::reload);
    }

    @Test
    void the_container_is_told_once_of_each_change_and_of_nothing_else() throws IOException {
        assertThat(key.reload(NOW)).isEmpty();
        assertThat(told).isEmpty();

        write(SECOND);
        assertThat(key.reload(NOW).orElseThrow()).contains("CN=localhost");
        assertThat(key.reload(NOW)).isEmpty();

        assertThat(told).hasSize(1);
    }

    @Test
    void the_container_is_not_told_of_a_bad_candidate() throws IOException {
        Files.writeString(file, SECOND.chainPem() + FIRST.keyPem());

        assertThatThrownBy(() -> key.reload(NOW)).hasMessage("the private key is not the one of the certificate");
        assertThat(told).isEmpty();
    }

    @Test
    void a_container_that_fails_is_told_again_until_it_has_done_it() throws IOException {
        write(SECOND);
        fails = true;
        assertThatThrownBy(() -> key.reload(NOW)).hasMessage("it does not want to");
        assertThatThrownBy(() -> key.reload(NOW)).hasMessage("it does not want to");

        fails = false;
        assertThat(key.reload(NOW).orElseThrow()).contains("CN=localhost");
        assertThat(key.reload(NOW)).isEmpty();
        assertThat(told).hasSize(1);
    }

    private void reload() throws IOException {
        if (fails) {
            throw new IOException("it does not want to");
        }
        told.add("reload");
    }

    private void write(Issued issued) throws IOException {
        Files.writeString(file, issued.chainPem() + issued.keyPem());
    }
}
