// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static dev.sallyport.outbound.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.Event;
import dev.sallyport.config.SettingsException;
import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.ExpirySource;
import dev.sallyport.testca.TestCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedTest {

    private static final TestCa PARTNER = TestCa.named("Partner CA");
    private static final TestCa OURS = TestCa.named("Our CA");

    @TempDir
    Path folder;

    private final OwnSettings settings = new OwnSettings();

    @AfterEach
    void forget_the_settings() {
        settings.close();
    }

    private Calls calls() {
        return new Calls(folder).as(OURS.client("shop").issue()).believing(PARTNER);
    }

    private OwnSettings billing() {
        Calls calls = calls();
        return settings.set("billing.keys", calls.keys()).set("billing.anchors", calls.anchors());
    }

    @Test
    void a_name_calls_as_the_settings_say() throws Exception {
        try (Server server = Server.showing(
                PARTNER.server("localhost")
                        .spiffe("spiffe://partner.example/billing")
                        .issue(),
                OURS)) {
            billing().set("billing.allow", "spiffe://partner.example/billing");
            assertThat(call(OutboundTls.named("billing").httpClient(), server.uri()))
                    .startsWith("CN=shop");

            OutboundTls.closeAll();
            settings.set("billing.allow", "spiffe://partner.example/ledger");

            assertThat(call(OutboundTls.named("billing").httpClient(), server.uri()))
                    .isEqualTo("not-allowed");
        }
    }

    @Test
    void a_name_is_opened_once_for_each_application() {
        billing();
        OutboundTls first = OutboundTls.named("billing");
        ClassLoader own = Thread.currentThread().getContextClassLoader();

        assertThat(OutboundTls.named("billing")).isSameAs(first);
        Thread.currentThread().setContextClassLoader(OwnSettings.loader());
        assertThat(OutboundTls.named("billing")).isNotSameAs(first);

        OutboundTls.closeAll();
        Thread.currentThread().setContextClassLoader(own);
        assertThat(OutboundTls.named("billing")).isSameAs(first);
    }

    @Test
    void a_name_that_the_settings_do_not_have_is_told_with_those_they_have() {
        billing();
        SettingsException wrong = catchThrowableOfType(SettingsException.class, () -> OutboundTls.named("biling"));

        assertThat(wrong.problems())
                .containsExactly("outbound 'biling' is not in the settings (expected:"
                        + " sallyport.outbound.biling.anchors, or one of billing)");
    }

    @Test
    void every_problem_is_told_at_once() throws Exception {
        Files.writeString(folder.resolve("empty.pem"), "");
        settings.set("billing.keys", folder.resolve("none.pem"))
                .set("billing.anchors", folder.resolve("empty.pem"))
                .set("ledger.password", "secret")
                .set("ledger.tls-profile", "off")
                .set("ledger.pins", "short")
                .set("ledger.ct-scts", "3")
                .set("ledger.anchor", "x");
        SettingsException wrong = catchThrowableOfType(SettingsException.class, () -> OutboundTls.named("billing"));

        String key = "system property sallyport.outbound.";
        assertThat(wrong.problems())
                .containsExactlyInAnyOrder(
                        key + "ledger.anchor: is no setting (did you mean outbound.ledger.anchors?)",
                        key + "billing.anchors: '" + folder.resolve("empty.pem")
                                + "' cannot be read: the file is empty",
                        key + "billing.keys: there is no file " + folder.resolve("none.pem"),
                        "outbound ledger: sallyport.outbound.ledger.anchors is not set (expected: files with CAs, or"
                                + " default for those of the JDK)",
                        key + "ledger.password: set, but there is no certificate (expected:"
                                + " sallyport.outbound.ledger.keys too)",
                        key + "ledger.tls-profile: 'off' (expected: one of intermediate, modern)",
                        key
                                + "ledger.pins: 'short' (expected: the Base64 of the SHA-256 of a SubjectPublicKeyInfo, 44"
                                + " characters)",
                        key + "ledger.ct-scts: set, but there is no log list (expected:"
                                + " sallyport.outbound.ledger.ct-logs too)");
        assertThat(wrong).hasMessageNotContaining("secret");
    }

    @Test
    void the_anchors_of_the_jdk_do_not_believe_a_partner() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS)) {
            settings.set("public.anchors", "default");
            OutboundTls open = OutboundTls.named("public");

            assertThat(open.sslContext()).isNotNull();
            assertThat(open.reload())
                    .singleElement()
                    .satisfies(status -> assertThat(status.files())
                            .anySatisfy(file -> assertThat(file).endsWith("cacerts")));
            assertThat(call(open.httpClient(), server.uri())).isEqualTo("unknown-issuer");
        }
    }

    @Test
    void anchors_may_be_a_folder_and_the_text_of_an_instance_has_no_password() throws Exception {
        Calls calls = calls();
        Path bundle = Files.createDirectory(folder.resolve("bundle"));
        Files.writeString(bundle.resolve("partner.pem"), PARTNER.pem());
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS)) {
            settings.set("billing.anchors", bundle)
                    .set(
                            "billing.keys",
                            Files.write(
                                    folder.resolve("shop.p12"),
                                    OURS.client("shop").issue().pkcs12("horse".toCharArray())))
                    .set("billing.password", "horse");
            assertThat(call(OutboundTls.named("billing").httpClient(), server.uri()))
                    .startsWith("CN=shop");
            assertThat(OutboundTls.named("billing").toString())
                    .contains("outbound billing", bundle.toString())
                    .doesNotContain("horse");
            assertThat(calls.events()).isEmpty();
        }
    }

    @Test
    void a_key_that_is_used_in_two_environments_or_can_be_read_by_everybody_is_told() throws Exception {
        List<Event> events = new ArrayList<>();
        Calls calls = calls();
        settings.set("billing.keys", calls.keys())
                .set("billing.anchors", calls.anchors())
                .set("billing.environment", "staging")
                .set("ledger.keys", calls.keys())
                .set("ledger.anchors", calls.anchors())
                .set("ledger.environment", "test");
        Files.setPosixFilePermissions(calls.keys(), PosixFilePermissions.fromString("rw-r--r--"));
        OutboundTls.named("billing");

        try (OutboundTls third = calls.builder().events(events::add).build()) {
            assertThat(third.name()).isEqualTo("billing");
        }
        assertThat(events).extracting(Event::message).singleElement().asString().contains("can be read by everybody");
        events.clear();
        OutboundTls.named("ledger");

        try (OutboundTls third = calls.builder().events(events::add).build()) {
            assertThat(third.name()).isEqualTo("billing");
            assertThat(events)
                    .extracting(Event::message)
                    .anySatisfy(message -> assertThat(message)
                            .contains("is used in the environments staging and test (expected: a key for each)"));
        }
    }

    @Test
    void a_self_signed_certificate_of_our_own_is_refused_in_production() {
        Calls calls =
                new Calls(folder).as(OURS.client("shop").selfSigned().issue()).believing(PARTNER);
        settings.set("billing.keys", calls.keys())
                .set("billing.anchors", calls.anchors())
                .set("billing.environment", "production");

        assertThat(catchThrowableOfType(SettingsException.class, () -> OutboundTls.named("billing"))
                        .problems())
                .singleElement()
                .asString()
                .contains("billing.keys: the certificate of CN=shop is signed by its own key alone");
        settings.set("billing.environment", "test");
        assertThat(OutboundTls.named("billing").name()).isEqualTo("billing");
    }

    @Test
    void what_ends_is_found_by_whoever_watches_it() {
        Instant soon = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.SECONDS);
        Calls calls =
                new Calls(folder).as(OURS.client("shop").until(soon).issue()).believing(PARTNER);
        settings.set("billing.keys", calls.keys())
                .set("billing.anchors", calls.anchors())
                .set("public.anchors", "default");

        ExpirySource source = ServiceLoader.load(ExpirySource.class).findFirst().orElseThrow();

        assertThat(source.expiring())
                .extracting(Expiring::kind, Expiring::name, Expiring::notAfter)
                .containsExactly(
                        tuple(Expiring.Kind.OUTBOUND_KEY, "billing", soon),
                        tuple(
                                Expiring.Kind.TRUST_ANCHOR,
                                "outbound.billing",
                                PARTNER.certificate().getNotAfter().toInstant()));
    }
}
