// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.peer.ClientTrust;
import dev.sallyport.testca.TestCa;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PinSettingsTest {

    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final String PIN = "d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=";
    private static final String BACKUP = "E9CZ9INDbd+2eRQozYqqbQ2yXLVKB9+xcprMF+44U1g=";
    private static final Instant MIDNIGHT = Instant.parse("2026-07-01T00:00:00Z");

    @Test
    void pins_are_a_list() {
        Configured configured = acme().and("trust.acme.pins", PIN + ", pin-sha256=\"" + BACKUP + "\"")
                .configured();

        assertThat(configured.policy().trusts()).containsOnlyKeys("acme");
        assertThat(configured.advice()).isEmpty();
    }

    @Test
    void the_last_day_belongs_to_the_pins_and_is_told() {
        Configured configured =
                pinned().and("trust.acme.pins-until", "2026-06-30").configured();

        ClientTrust acme = Objects.requireNonNull(configured.policy().trusts().get("acme"));
        assertThat(acme.unpinnedSince(MIDNIGHT.minusNanos(1))).isEmpty();
        assertThat(acme.unpinnedSince(MIDNIGHT)).contains(MIDNIGHT);
        assertThat(configured.advice())
                .containsExactly("context-param sallyport.trust.acme.pins-until is 2026-06-30: after that day the pins"
                        + " bind nobody");
    }

    @Test
    void pins_that_have_ended_are_told() {
        assertThat(pinned().and("trust.acme.pins-until", "2026-05-31")
                        .configured()
                        .advice())
                .containsExactly(
                        "context-param sallyport.trust.acme.pins-until is 2026-05-31: the pins bind nobody now");
    }

    @Test
    void pins_that_only_report_are_told() {
        assertThat(pinned().and("trust.acme.pins-report-only", "true")
                        .configured()
                        .advice())
                .containsExactly("context-param sallyport.trust.acme.pins-report-only is true: callers without a pinned"
                        + " key are let through, and only told of");
    }

    @Test
    void what_is_no_pin_or_no_day_is_a_problem() {
        assertThat(acme().and("trust.acme.pins", "secret, " + PIN)
                        .and("trust.acme.pins-until", "tomorrow")
                        .problems())
                .containsExactly(
                        "context-param sallyport.trust.acme.pins: 'secret' (expected: the Base64 of the SHA-256 of a"
                                + " SubjectPublicKeyInfo, 44 characters)",
                        "context-param sallyport.trust.acme.pins-until: 'tomorrow' (expected: a day such as"
                                + " 2027-06-30)");
    }

    @Test
    void a_backup_is_demanded() {
        assertThat(acme().and("trust.acme.pins", PIN).problems())
                .containsExactly("the trust acme: the trust acme has no backup pin (expected: two pins or more, one of"
                        + " them of a key that no certificate of the trust has yet)");
    }

    @Test
    void settings_of_pins_that_are_not_there_are_a_problem() {
        assertThat(acme().and("trust.acme.pins-until", "2026-06-30")
                        .and("trust.acme.pins-report-only", "false")
                        .problems())
                .containsExactly(
                        "context-param sallyport.trust.acme.pins-until: set, but there are no pins (expected:"
                                + " sallyport.trust.acme.pins too)",
                        "context-param sallyport.trust.acme.pins-report-only: set, but there are no pins (expected:"
                                + " sallyport.trust.acme.pins too)");
    }

    private static Given pinned() {
        return acme().and("trust.acme.pins", PIN + ", " + BACKUP);
    }

    private static Given acme() {
        return contextParam("trust.acme.anchors", "acme.pem").file("acme.pem", ACME.pem());
    }
}
