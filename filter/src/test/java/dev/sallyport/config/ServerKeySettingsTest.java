// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeySettingsTest {

    private static final TestCa ACME = TestCa.named("Acme CA").but(ca -> valid(ca));
    private static final Issued SERVER = valid(ACME.server("localhost")).issue();
    private static final String PASSWORD = "s3cret-word";

    @TempDir
    Path folder;

    private final Map<String, String> given = new HashMap<>();

    @BeforeEach
    void writeFiles() throws IOException {
        write("server.pem", SERVER.chainPem().getBytes(StandardCharsets.US_ASCII));
        write("server.key", SERVER.keyPem().getBytes(StandardCharsets.US_ASCII));
        write("server.p12", SERVER.pkcs12(PASSWORD.toCharArray()));
        write("ca.pem", ACME.pem().getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void without_settings_there_is_none() {
        assertThat(configured().serverKey()).isEmpty();
    }

    @Test
    void two_files_and_the_issuers_are_followed() {
        put("server.keys", "server.pem");
        put("server.key", "server.key");
        put("server.issuers", "ca.pem");

        ServerKey key = configured().serverKey().orElseThrow();

        assertThat(key.key().current().chain()).isEqualTo(SERVER.chain());
        assertThat(key.key().files())
                .containsExactly(folder.resolve("server.pem"), folder.resolve("server.key"), folder.resolve("ca.pem"));
        assertThat(key.reload()).isEqualTo(ServerKey.Reload.NONE);
        key.close();
    }

    @Test
    void a_store_is_opened_by_the_password_which_no_problem_tells() {
        put("server.keys", "server.p12");
        given.put("server.password", PASSWORD);
        given.put("server.reload", "jetty");
        ServerKey key = configured().serverKey().orElseThrow();
        assertThat(key.key().current().chain()).isEqualTo(SERVER.chain());
        assertThat(key.reload()).isEqualTo(ServerKey.Reload.JETTY);
        key.close();

        given.put("server.password", "wr0ng-word");
        assertThat(problems())
                .containsExactly("context-param sallyport.server.keys: the password does not open the PKCS12 file");
    }

    @Test
    void what_stands_beside_no_key_is_a_problem() {
        given.put("server.reload", "tomcat");
        given.put("server.password", PASSWORD);

        assertThat(problems()).hasSize(2).allMatch(problem -> problem.contains("set without server.keys"));
        assertThat(problems()).noneMatch(problem -> problem.contains(PASSWORD));
    }

    @Test
    void a_missing_file_two_files_and_an_unknown_container_are_problems() {
        put("server.keys", "nowhere.pem");
        assertThat(problems()).singleElement().asString().contains("there is no file", "nowhere.pem");

        given.put("server.keys", folder.resolve("server.pem") + ", " + folder.resolve("server.p12"));
        assertThat(problems()).singleElement().asString().contains("2 files (expected: one)");

        put("server.keys", "server.pem");
        put("server.key", "server.key");
        given.put("server.reload", "undertow");
        assertThat(problems()).singleElement().asString().contains("one of jetty, none, tomcat");
    }

    @Test
    void a_key_within_the_application_is_a_problem() {
        given.put("server.keys", "/WEB-INF/server.pem");

        Settings settings = Settings.read(
                List.of(Source.contextParams(prefixed())),
                "",
                path -> {
                    throw new IOException("not on disk");
                },
                InstantSource.fixed(Given.NOW),
                event -> {});

        assertThat(Given.problems(settings)).singleElement().asString().contains("expected: a file of the file system");
    }

    @Test
    void a_chain_that_does_not_end_in_the_issuers_is_a_problem() throws IOException {
        write("other.pem", TestCa.named("Other CA").pem().getBytes(StandardCharsets.US_ASCII));
        put("server.keys", "server.pem");
        put("server.key", "server.key");
        put("server.issuers", "other.pem");

        assertThat(problems()).singleElement().asString().contains("does not end in one of the given issuers");
    }

    @Test
    void a_key_that_everybody_can_read_is_told_of() throws IOException {
        put("server.keys", "server.pem");
        put("server.key", "server.key");
        Files.setPosixFilePermissions(folder.resolve("server.key"), PosixFilePermissions.fromString("rw-r--r--"));

        Configured configured = configured();

        assertThat(configured.advice()).anyMatch(advice -> advice.contains("can be read by everybody"));
        configured.serverKey().orElseThrow().close();
    }

    @Test
    void a_start_that_breaks_off_makes_a_corrected_environment_no_second_use_of_the_key() {
        put("server.keys", "server.pem");
        put("server.key", "server.key");
        given.put("environment", "stagging");
        assertThat(settings().serverKey()).isPresent(); // what comes after it fails, and nobody closes anything

        given.put("environment", "staging");

        assertThat(configured().advice()).noneMatch(advice -> advice.contains("is used in the environments"));
    }

    @Test
    void a_key_that_an_open_application_uses_in_another_environment_is_told_of_until_that_ends() {
        put("server.keys", "server.pem");
        put("server.key", "server.key");
        given.put("environment", "test");
        ServerKey open = configured().serverKey().orElseThrow();
        open.open();
        given.put("environment", "staging");

        assertThat(configured().advice())
                .anyMatch(advice -> advice.contains("is used in the environments staging and test"));

        open.close();
        assertThat(open.key().reports()).isEmpty(); // which a reload asks for that comes too late
        assertThat(configured().advice()).noneMatch(advice -> advice.contains("is used in the environments"));
    }

    @Test
    void one_key_for_the_server_and_for_calls_of_others_is_told_of() throws IOException {
        write("both.pem", (SERVER.chainPem() + SERVER.keyPem()).getBytes(StandardCharsets.US_ASCII));
        put("server.keys", "both.pem");
        put("outbound.billing.keys", "both.pem");
        put("outbound.billing.anchors", "ca.pem");

        assertThat(configured().advice()).anyMatch(advice -> advice.contains("is used for client and server"));
    }

    @Test
    void a_self_signed_server_certificate_stops_the_start_in_production_and_is_refused_at_rotation() throws Exception {
        Issued own = valid(ACME.server("localhost")).selfSigned().issue();
        put("server.keys", "server.pem");
        put("server.key", "server.key");
        given.put("environment", "production");
        ServerKey key = configured().serverKey().orElseThrow();
        write("server.pem", own.chainPem().getBytes(StandardCharsets.US_ASCII));
        write("server.key", own.keyPem().getBytes(StandardCharsets.US_ASCII));

        assertThat(problems()).singleElement().asString().contains("is signed by its own key alone");
        assertThatThrownBy(() -> key.key().reload(Given.NOW)).hasMessageContaining("is signed by its own key alone");
        assertThat(key.key().current().chain()).isEqualTo(SERVER.chain());
        key.close();

        given.put("environment", "staging");
        ServerKey elsewhere = configured().serverKey().orElseThrow();
        assertThat(elsewhere.key().current().chain()).isEqualTo(own.chain());
        elsewhere.close();
    }

    private void put(String key, String file) {
        given.put(key, folder.resolve(file).toString());
    }

    private Configured configured() {
        return settings().configured();
    }

    private List<String> problems() {
        return Given.problems(settings());
    }

    private Settings settings() {
        return Settings.read(
                List.of(Source.contextParams(prefixed())),
                "",
                FileAccess.FILE_SYSTEM,
                InstantSource.fixed(Given.NOW),
                event -> {});
    }

    private Map<String, String> prefixed() {
        Map<String, String> prefixed = new HashMap<>();
        given.forEach((key, value) -> prefixed.put("sallyport." + key, value));
        return prefixed;
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Draft valid(Draft draft) {
        return draft.from(Given.NOW.minus(Duration.ofDays(10))).until(Given.NOW.plus(Duration.ofDays(10)));
    }
}
