// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyUsesTest {

    private static final TestCa ACME = TestCa.named("Acme CA");

    @Test
    void another_application_of_the_process_with_the_same_key_is_seen_until_it_ends() {
        KeyMaterial material = of(ACME.server("localhost").issue());
        try (KeyUses other = new KeyUses()) {
            try (KeyUses one = new KeyUses()) {
                assertThat(one.use("staging", "server", material)).isEmpty();

                assertThat(other.use("production", "server", material))
                        .singleElement()
                        .asString()
                        .contains("production and staging", material.pin());
            }
            assertThat(other.use("production", "server", material)).isEmpty();
        }
    }

    @Test
    void two_applications_behind_one_connector_share_its_key_rightly() {
        KeyMaterial material = of(ACME.server("localhost").issue());
        try (KeyUses one = new KeyUses();
                KeyUses other = new KeyUses()) {
            assertThat(one.use("production", "server", material)).isEmpty();
            assertThat(other.use("production", "server", material)).isEmpty();
        }
    }

    @Test
    void a_key_that_was_replaced_is_forgotten() {
        KeyMaterial first = of(ACME.server("localhost").issue());
        try (KeyUses uses = new KeyUses()) {
            uses.use("production", "server", first);
            uses.use("production", "server", of(ACME.server("localhost").issue()));

            assertThat(uses.use("production", "outbound billing", first)).isEmpty();
        }
    }

    @Test
    void nothing_but_the_pin_is_noted_and_nothing_is_left_behind() {
        KeyMaterial material = of(ACME.server("localhost").issue());
        int before = properties();
        try (KeyUses uses = new KeyUses()) {
            uses.use("production\nx", "server", material);
            String noted = System.getProperties().stringPropertyNames().stream()
                    .filter(name -> name.startsWith("dev.sallyport.key-uses."))
                    .map(System::getProperty)
                    .filter(value -> value.endsWith(material.pin()))
                    .findFirst()
                    .orElseThrow();
            assertThat(noted).isEqualTo("production x\nserver\n" + material.pin());
        }
        assertThat(properties()).isEqualTo(before);
    }

    @Test
    void a_renewed_certificate_with_the_key_of_another_purpose_is_told_at_rotation(@TempDir Path folder)
            throws IOException {
        Issued server = ACME.server("localhost").issue();
        Issued billing = ACME.client("billing").issue();
        Instant later = server.certificate().getNotBefore().toInstant().plus(Duration.ofDays(2));
        Path keys = folder.resolve("server.pem");
        Files.writeString(keys, server.chainPem() + server.keyPem());
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        try (KeyUses uses = new KeyUses()) {
            uses.use("", "outbound billing", of(billing));
            RotatingKey rotating = RotatingKey.named("the key of the server")
                    .keys(keys)
                    .uses(uses, "", "server")
                    .read(later);
            assertThat(rotating.reports()).isEmpty();
            KeyPair same = new KeyPair(billing.certificate().getPublicKey(), billing.privateKey());
            Issued renewed = ACME.server("localhost").keys(same).issue();
            Files.writeString(keys, renewed.chainPem() + renewed.keyPem());

            assertThat(rotating.reload(later).orElseThrow()).contains("is used for outbound billing and server");
        }
    }

    private static int properties() {
        return (int) System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("dev.sallyport.key-uses."))
                .count();
    }

    private static KeyMaterial of(Issued issued) {
        return new KeyMaterial(issued.privateKey(), issued.chain());
    }
}
