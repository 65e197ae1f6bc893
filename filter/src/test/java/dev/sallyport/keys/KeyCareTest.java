// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.keys.KeyCare.Use;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyCareTest {

    private static final TestCa ACME = TestCa.named("Acme CA");

    @Test
    void a_file_for_the_keys_of_tls_is_told_of() {
        assertThat(KeyCare.keyLogging(Map.of("SSLKEYLOGFILE", "/tmp/keys.log"), Map.of(), List.of()))
                .singleElement()
                .asString()
                .contains("SSLKEYLOGFILE")
                .doesNotContain("/tmp/keys.log");
        assertThat(KeyCare.keyLogging(Map.of("SSLKEYLOGFILE", " ", "SSL_CERT_FILE", "x"), Map.of(), List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "ssl:keygen", "ssl,handshake", "plaintext", "true"})
    void the_debug_output_of_tls_is_told_of_whatever_it_is_to_print(String value) {
        assertThat(KeyCare.keyLogging(Map.of(), Map.of("javax.net.debug", value), List.of()))
                .singleElement()
                .asString()
                .contains("javax.net.debug");
        assertThat(KeyCare.keyLogging(Map.of(), Map.of("javax.net.debug", "", "java.security.debug", value), List.of()))
                .isEmpty();
    }

    @Test
    void the_key_handler_of_netty_is_told_of() {
        assertThat(KeyCare.keyLogging(Map.of(), Map.of("io.netty.ssl.masterKeyHandler", "true"), List.of()))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "-javaagent:/opt/jSSLKeyLog.jar=/tmp/keys.log,              jSSLKeyLog.jar",
        "-javaagent:extract-tls-secrets-4.0.0.jar=/tmp/secrets.log, extract-tls-secrets-4.0.0.jar",
        "-agentpath:C:\\tools\\sslkeylog.dll,                       sslkeylog.dll",
        "-agentlib:keylog=file,                                     keylog"
    })
    void an_agent_that_logs_keys_is_told_of_by_its_name(String argument, String file) {
        assertThat(KeyCare.keyLogging(Map.of(), Map.of(), List.of("-Xmx1g", argument)))
                .containsExactly("the agent " + file + " logs the keys of TLS connections");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:/opt/keylog/opentelemetry-javaagent.jar",
                "-javaagent:/opt/jacoco.jar=destfile=/tmp/keylog.exec",
                "-Dagent=-javaagent:jSSLKeyLog.jar",
                "-agentlib:jdwp=transport=dt_socket"
            })
    void another_agent_and_another_option_are_not(String argument) {
        assertThat(KeyCare.keyLogging(Map.of(), Map.of(), List.of(argument))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, false",
        "rw-r-----, false", // how Kubernetes gives a secret to a group
        "rw-r--r--, true",
        "rw-----w-, true",
        "rwxrwxrwx, true"
    })
    void a_key_that_everybody_on_the_machine_can_read_or_write_is_told_of(String permissions, boolean told) {
        assertThat(KeyCare.readable(Path.of("tls.key"), PosixFilePermissions.fromString(permissions))
                        .isPresent())
                .isEqualTo(told);
    }

    @Test
    void the_file_of_a_key_is_looked_at_as_it_is(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("tls.key"), "secret");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(KeyCare.readable(key)).isEmpty();

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(KeyCare.readable(key).orElseThrow()).contains(key.toString(), "can be read by everybody");
    }

    @Test
    void a_certificate_signed_by_its_own_key_is_told_of_unless_it_is_meant() throws Exception {
        Issued own = ACME.server("localhost").selfSigned().issue();
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(own.certificate().getEncoded()));

        assertThat(KeyCare.selfSigned(own.certificate(), Set.of()).orElseThrow())
                .contains(sha256);
        assertThat(KeyCare.selfSigned(own.certificate(), Set.of("0".repeat(64))))
                .isPresent();
        assertThat(KeyCare.selfSigned(own.certificate(), Set.of(sha256))).isEmpty();
        assertThat(KeyCare.selfSigned(ACME.server("localhost").issue().certificate(), Set.of()))
                .isEmpty();
    }

    @Test
    void one_key_in_two_named_environments_is_told_of() {
        List<String> found =
                KeyCare.shared(List.of(new Use("production", "server", "AA="), new Use("staging", "server", "AA=")));

        assertThat(found)
                .containsExactly(
                        "the key AA= is used in the environments production and staging (expected: a key for each)");
    }

    @Test
    void one_key_for_two_purposes_is_told_of() {
        List<String> found = KeyCare.shared(
                List.of(new Use("production", "server", "AA="), new Use("production", "outbound billing", "AA=")));

        assertThat(found)
                .containsExactly("the key AA= is used for outbound billing and server (expected: a key for each)");
    }

    @Test
    void keys_of_their_own_and_an_environment_without_a_name_are_not() {
        assertThat(KeyCare.shared(List.of(
                        new Use("production", "server", "AA="),
                        new Use("", "server", "AA="),
                        new Use("staging", "server", "BB="),
                        new Use("production", "outbound billing", "CC="))))
                .isEmpty();
    }
}
