// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static dev.sallyport.config.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchSettingsTest {

    @Test
    void without_a_word_it_is_warned_thirty_days_before_and_no_metrics_are_shown() {
        assertThat(nothing().configured().watch()).isEqualTo(new WatchSettings(Duration.ofDays(30), List.of()));
        assertThat(contextParam("metrics", "none").configured().watch().metrics())
                .isEmpty();
    }

    @Test
    void metrics_are_shown_by_each_system_that_is_named_once() {
        assertThat(contextParam("metrics", "opentelemetry, micrometer, micrometer")
                        .and("expiry.warn", "P60D")
                        .configured()
                        .watch())
                .isEqualTo(new WatchSettings(
                        Duration.ofDays(60), List.of(MetricsSystem.OPENTELEMETRY, MetricsSystem.MICROMETER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "P0D", "-P1D", "P1M"})
    void a_warning_that_is_no_positive_duration_keeps_the_application_shut(String duration) {
        assertThat(contextParam("expiry.warn", duration).problems())
                .containsExactly("context-param sallyport.expiry.warn: '" + duration
                        + "' (expected: an ISO-8601 duration such as P30D)");
    }

    @Test
    void an_unknown_system_keeps_the_application_shut() {
        assertThat(contextParam("metrics", "statsd").problems())
                .singleElement()
                .asString()
                .contains("'statsd' (expected: one of micrometer, opentelemetry)");
    }

    @Test
    void a_system_whose_library_is_not_there_keeps_the_application_shut() {
        Findings findings = new Findings();
        Values values = new Values(
                List.of(Source.contextParams(Map.of("sallyport.metrics", "micrometer, opentelemetry"))), findings);

        WatchSettings.read(values, system -> system == MetricsSystem.OPENTELEMETRY, findings);

        assertThat(findings.problems())
                .containsExactly(
                        "context-param sallyport.metrics: 'micrometer' (expected: io.micrometer:micrometer-core"
                                + " where Sallyport is, or another value)");
    }
}
