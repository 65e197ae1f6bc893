// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import dev.sallyport.transport.TlsProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundSettingsTest {

    private static final TestCa PARTNER = TestCa.named("Partner CA");

    @TempDir
    Path folder;

    private String anchors = "";

    @BeforeEach
    void write_the_anchors() throws IOException {
        anchors =
                Files.writeString(folder.resolve("anchors.pem"), PARTNER.pem()).toString();
    }

    private static Map<String, OutboundSettings> read(Map<String, String> params, List<String> advice) {
        return Settings.outbound(List.of(Source.contextParams(params)), FileAccess.FILE_SYSTEM, Given.NOW, advice::add);
    }

    @Test
    void an_application_stays_shut_if_settings_of_calls_are_wrong() {
        assertThat(contextParam("outbound.billing.tls-profile", "old").problems())
                .containsExactlyInAnyOrder(
                        "outbound billing: sallyport.outbound.billing.anchors is not set (expected: files with CAs, or"
                                + " default for those of the JDK)",
                        "context-param sallyport.outbound.billing.tls-profile: 'old' (expected: one of intermediate,"
                                + " modern)");
    }

    @Test
    void calls_ask_for_nothing_else_of_an_application() {
        assertThat(contextParam("outbound.billing.anchors", "default").problems())
                .isEmpty();
    }

    @Test
    void a_file_inside_of_the_application_cannot_be_followed() {
        assertThat(contextParam("outbound.billing.anchors", "/WEB-INF/anchors.pem")
                        .file("/WEB-INF/anchors.pem", PARTNER.pem())
                        .problems())
                .containsExactly("context-param sallyport.outbound.billing.anchors: '/WEB-INF/anchors.pem' (expected: a"
                        + " file on disk, outside of the application)");
    }

    @Test
    void a_process_that_logs_tls_keys_does_not_call_in_production_and_is_told_elsewhere() {
        Map<String, String> production =
                Map.of("sallyport.outbound.billing.anchors", anchors, "sallyport.environment", "production");
        List<String> advice = new ArrayList<>();
        assertThat(read(production, advice)).containsKey("billing");
        System.setProperty("io.netty.ssl.masterKeyHandler", "true");
        try {
            assertThat(catchThrowableOfType(SettingsException.class, () -> read(production, advice))
                            .problems())
                    .singleElement()
                    .asString()
                    .contains("io.netty.ssl.masterKeyHandler", "(expected in production: nothing that does so)");
            assertThat(read(Map.of("sallyport.outbound.billing.anchors", anchors), advice))
                    .containsKey("billing");
            assertThat(advice).singleElement().asString().contains("io.netty.ssl.masterKeyHandler");
        } finally {
            System.clearProperty("io.netty.ssl.masterKeyHandler");
        }
    }

    @Test
    void a_folder_that_is_empty_is_refused_though_another_path_has_anchors() throws IOException {
        Path bundle = Files.createDirectory(folder.resolve("bundle"));
        Map<String, String> both = Map.of("sallyport.outbound.billing.anchors", anchors + "," + bundle);

        assertThat(catchThrowableOfType(SettingsException.class, () -> read(both, new ArrayList<>()))
                        .problems())
                .singleElement()
                .asString()
                .contains("'" + bundle + "' cannot be read: the folder holds no files whose names end with .pem");
        Files.writeString(
                bundle.resolve("next.pem"), TestCa.named("Partner CA 2").pem());
        assertThat(read(both, new ArrayList<>())).containsKey("billing");
    }

    @Test
    void what_is_said_of_other_things_is_not_looked_at() {
        Map<String, OutboundSettings> read = read(
                Map.of(
                        "sallyport.outbound.billing.anchors", anchors,
                        "sallyport.outbound.billing.allow", "spiffe://partner.example/billing, dns:billing.example",
                        "sallyport.outbound.billing.environment", "staging",
                        "sallyport.https.port", "nonsense",
                        "sallyport.unknown", "x"),
                new ArrayList<>());

        OutboundSettings billing = Objects.requireNonNull(read.get("billing"));
        assertThat(billing.anchors()).containsExactly(Path.of(anchors));
        assertThat(billing.allow().rules()).hasSize(2);
        assertThat(billing.profile()).isEqualTo(TlsProfile.INTERMEDIATE);
        assertThat(billing.care().environment()).isEqualTo("staging");
        assertThat(billing.keys()).isEmpty();
    }

    @Test
    void variables_of_the_environment_have_the_same_names() {
        Source environment = Source.environment(Map.of(
                "SALLYPORT_OUTBOUND_TEAM_A_ANCHORS", "/a.pem", "SALLYPORT_OUTBOUND_TEAM_A_ANCHORS_PASSWORD", "horse"));

        assertThat(environment.entries())
                .extracting(Source.Entry::key)
                .containsExactly("outbound.team-a.anchors", "outbound.team-a.anchors-password");
    }

    @Test
    void rules_and_pins_that_are_empty_do_not_let_everybody_be_called() {
        SettingsException wrong = catchThrowableOfType(
                SettingsException.class,
                () -> read(
                        Map.of(
                                "sallyport.outbound.billing.anchors", anchors,
                                "sallyport.outbound.billing.allow", " ",
                                "sallyport.outbound.billing.pins", ""),
                        new ArrayList<>()));

        assertThat(wrong.problems())
                .containsExactlyInAnyOrder(
                        "context-param sallyport.outbound.billing.allow: empty, and so would demand nothing (expected: a"
                                + " value, or no such setting)",
                        "context-param sallyport.outbound.billing.pins: empty, and so would demand nothing (expected: a"
                                + " value, or no such setting)");
    }

    @Test
    void pins_without_a_backup_are_a_problem_and_their_end_is_told() {
        String pin = "d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=";
        String backup = "E9CZ9INDbd+2eRQozYqqbQ2yXLVKB9+xcprMF+44U1g=";
        List<String> advice = new ArrayList<>();
        Map<String, String> without =
                Map.of("sallyport.outbound.billing.anchors", anchors, "sallyport.outbound.billing.pins", pin);
        Map<String, String> with = Map.of(
                "sallyport.outbound.billing.anchors",
                anchors,
                "sallyport.outbound.billing.pins",
                pin + "," + backup,
                "sallyport.outbound.billing.pins-until",
                "2026-06-30");

        assertThat(catchThrowableOfType(SettingsException.class, () -> read(without, advice))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("outbound billing: the trust outbound.billing has no backup pin");
        assertThat(read(with, advice)).containsKey("billing");
        assertThat(advice)
                .containsExactly("context-param sallyport.outbound.billing.pins-until is 2026-06-30: after that day the"
                        + " pins bind nobody");
    }

    @Test
    void a_log_list_that_cannot_be_read_is_a_problem() {
        assertThat(catchThrowableOfType(
                                SettingsException.class,
                                () -> read(
                                        Map.of(
                                                "sallyport.outbound.billing.anchors",
                                                anchors,
                                                "sallyport.outbound.billing.ct-logs",
                                                "/nowhere.json"),
                                        new ArrayList<>()))
                        .problems())
                .containsExactly(
                        "context-param sallyport.outbound.billing.ct-logs: '/nowhere.json' cannot be read: there"
                                + " is no such file");
    }

    @Test
    void a_key_for_two_environments_is_told_at_the_start() throws IOException {
        Issued shop = TestCa.named("Our CA")
                .client("shop")
                .from(Given.NOW.minus(Duration.ofDays(1)))
                .until(Given.NOW.plus(Duration.ofDays(90)))
                .issue();
        Path keys = Files.writeString(folder.resolve("shop.pem"), shop.chainPem() + shop.keyPem());
        List<String> advice = new ArrayList<>();

        read(
                Map.of(
                        "sallyport.outbound.billing.anchors",
                        anchors,
                        "sallyport.outbound.billing.keys",
                        keys.toString(),
                        "sallyport.outbound.billing.environment",
                        "staging",
                        "sallyport.outbound.ledger.anchors",
                        anchors,
                        "sallyport.outbound.ledger.keys",
                        keys.toString(),
                        "sallyport.environment",
                        "test"),
                advice);

        assertThat(advice)
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("is used in the environments staging and test (expected: a key for each)"));
    }
}
