// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.TestCa;
import org.junit.jupiter.api.Test;

class TransparencySettingsTest {

    private static final TestCa ACME = TestCa.named("Acme CA");

    @Test
    void a_log_list_is_read_and_until_when_it_will_do_is_told() {
        Configured configured = logged("2026-05-01T00:00:00Z")
                .and("trust.acme.ct-scts", "3")
                .and("trust.acme.ct-operators", "2")
                .and("trust.acme.ct-max-age", "P40D")
                .configured();

        assertThat(configured.policy().trusts()).containsOnlyKeys("acme");
        assertThat(configured.advice())
                .containsExactly(
                        "context-param sallyport.trust.acme.ct-logs: the log list is of 2026-05-01T00:00:00Z and will do"
                                + " until 2026-06-10T00:00:00Z, if no newer one takes its place by a restart");
    }

    @Test
    void a_list_that_is_too_old_stops_the_start() {
        assertThat(logged("2026-03-01T00:00:00Z").problems())
                .containsExactly(
                        "context-param sallyport.trust.acme.ct-logs: the log list is of 2026-03-01T00:00:00Z and older"
                                + " than PT1680H (expected: a newer list, or a longer ct-max-age)");
        assertThat(logged("2026-03-01T00:00:00Z")
                        .and("trust.acme.ct-max-age", "P100D")
                        .problems())
                .isEmpty();
    }

    @Test
    void a_list_that_is_none_stops_the_start() {
        assertThat(acme().and("trust.acme.ct-logs", "logs.json").problems())
                .containsExactly(
                        "context-param sallyport.trust.acme.ct-logs: 'logs.json' cannot be read: there is no such file");
        assertThat(acme().and("trust.acme.ct-logs", "logs.json")
                        .file("logs.json", "[]")
                        .problems())
                .containsExactly(
                        "context-param sallyport.trust.acme.ct-logs: 'logs.json' cannot be read: the log list cannot be"
                                + " used: it has no object where one belongs");
    }

    @Test
    void what_cannot_be_demanded_stops_the_start() {
        assertThat(logged("2026-05-01T00:00:00Z")
                        .and("trust.acme.ct-scts", "0")
                        .and("trust.acme.ct-operators", "17")
                        .and("trust.acme.ct-max-age", "70")
                        .problems())
                .containsExactly(
                        "context-param sallyport.trust.acme.ct-max-age: '70' (expected: a duration such as P70D)",
                        "context-param sallyport.trust.acme.ct-scts: '0' (expected: a number from 1 to 16)",
                        "context-param sallyport.trust.acme.ct-operators: '17' (expected: a number from 1 to 16)");
        assertThat(logged("2026-05-01T00:00:00Z")
                        .and("trust.acme.ct-operators", "3")
                        .problems())
                .containsExactly(
                        "the trust acme: '2' SCTs of '3' operators (expected: one of each at least, and not more"
                                + " operators than SCTs)");
    }

    @Test
    void settings_without_a_log_list_and_a_log_list_without_anchors_stop_the_start() {
        assertThat(acme().and("trust.acme.ct-scts", "2").problems())
                .containsExactly("context-param sallyport.trust.acme.ct-scts: set, but there is no log list (expected:"
                        + " sallyport.trust.acme.ct-logs too)");
        assertThat(logged("2026-05-01T00:00:00Z")
                        .and("trust.acme.anchors", "container")
                        .problems())
                .containsExactly(
                        "the trust acme: the trust acme has policies, a depth, logs or revocation, but believes no paths to"
                                + " anchors of its own");
    }

    @Test
    void that_it_only_reports_is_told() {
        assertThat(logged("2026-05-01T00:00:00Z")
                        .and("trust.acme.ct-report-only", "true")
                        .configured()
                        .advice())
                .contains("context-param sallyport.trust.acme.ct-report-only is true: callers whose certificates are in"
                        + " no logs are let through, and only told of");
    }

    private static Given logged(String timestamp) {
        return acme().and("trust.acme.ct-logs", "logs.json")
                .file("logs.json", "{\"log_list_timestamp\":\"" + timestamp + "\",\"operators\":[]}");
    }

    private static Given acme() {
        return contextParam("trust.acme.anchors", "acme.pem").file("acme.pem", ACME.pem());
    }
}
