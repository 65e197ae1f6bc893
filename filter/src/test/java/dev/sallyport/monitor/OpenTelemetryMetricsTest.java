// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What OpenTelemetry collects. */
class OpenTelemetryMetricsTest {

    private final Shop shop = new Shop();
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    private final OpenTelemetryMetrics metrics = new OpenTelemetryMetrics(telemetry, shop);

    @AfterEach
    void closeTelemetry() {
        telemetry.close();
    }

    @Test
    void certificates_are_collected_as_they_stand_at_that_moment() {
        shop.serverKey("shop.example", Duration.ofDays(20));
        assertThat(gauge("x509.cert.not.after")).singleElement().satisfies(point -> {
            assertThat(point.getValue())
                    .isEqualTo((double) Shop.NOON.plus(Duration.ofDays(20)).getEpochSecond());
            assertThat(point.getAttributes().asMap())
                    .containsEntry(AttributeKey.stringKey("application"), "/shop")
                    .containsEntry(AttributeKey.stringKey("kind"), "server-key")
                    .containsEntry(AttributeKey.stringKey("subject_CN"), "shop.example")
                    .containsEntry(AttributeKey.stringKey("issuer_O"), "Acme Inc");
        });

        shop.expiring.clear();
        shop.serverKey("shop.example", Duration.ofSeconds(-1));

        assertThat(gauge("x509.cert.expired"))
                .singleElement()
                .extracting(DoublePointData::getValue)
                .isEqualTo(1.0);
    }

    @Test
    void refusals_are_counted_by_their_code() {
        Refusal refusal = new Refusal.NoCertificate("partners");
        metrics.accept(new Event.Refused("urn:uuid:1", refusal, "GET", "/a", "192.0.2.1"));
        metrics.accept(new Event.Refused("urn:uuid:2", refusal, "GET", "/a", "192.0.2.1"));

        List<LongPointData> points = reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals("sallyport.refusals"))
                .flatMap(metric -> metric.getLongSumData().getPoints().stream())
                .toList();

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.getValue()).isEqualTo(2);
            assertThat(point.getAttributes().get(AttributeKey.stringKey("code")))
                    .isEqualTo(refusal.code());
        });
    }

    @Test
    void whoever_still_comes_by_a_retiring_anchor_is_collected() {
        shop.comesByRetiringAnchor("billing");

        assertThat(gauge("sallyport.retiring.anchor.last.seen"))
                .singleElement()
                .satisfies(point -> assertThat(point.getAttributes().get(AttributeKey.stringKey("name")))
                        .isEqualTo("billing"));
    }

    @Test
    void nothing_is_asked_of_an_application_that_has_ended() {
        shop.serverKey("shop.example", Duration.ofDays(20));
        metrics.accept(new Event.Advice("is not counted"));
        assertThat(reader.collectAllMetrics()).isNotEmpty();

        metrics.close();

        assertThat(reader.collectAllMetrics()).isEmpty();
    }

    private List<DoublePointData> gauge(String name) {
        return reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .flatMap(metric -> metric.getDoubleGaugeData().getPoints().stream())
                .toList();
    }
}
