// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import dev.sallyport.Event;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleGauge;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An application's numbers in OpenTelemetry, which asks for them whenever it collects.
 *
 * <p>Needs {@code io.opentelemetry:opentelemetry-api} in the application, and an SDK or an agent.
 */
public final class OpenTelemetryMetrics implements Metrics {

    private static final String SCOPE = "dev.sallyport";

    private final Meter meter;
    private final Overview overview;
    private final List<ObservableDoubleGauge> gauges;
    private final Map<String, LongCounter> counters = new ConcurrentHashMap<>();

    /** Shows the application there. */
    public OpenTelemetryMetrics(OpenTelemetry telemetry, Overview overview) {
        this.meter = telemetry.getMeter(SCOPE);
        this.overview = overview;
        this.gauges = Gauge.ALL.stream()
                .map(gauge -> meter.gaugeBuilder(gauge.metric())
                        .setDescription(gauge.help())
                        .buildWithCallback(measurement -> record(gauge, measurement)))
                .toList();
    }

    /**
     * Shows the application there, or in the global one if there is one already; empty if there is none.
     *
     * @param telemetry if it is an {@code OpenTelemetry}, that one
     */
    public static Optional<Metrics> show(@Nullable Object telemetry, Overview overview) {
        if (telemetry instanceof OpenTelemetry own) {
            return Optional.of(new OpenTelemetryMetrics(own, overview));
        }
        return GlobalOpenTelemetry.isSet()
                ? Optional.of(new OpenTelemetryMetrics(GlobalOpenTelemetry.getOrNoop(), overview))
                : Optional.empty();
    }

    private void record(Gauge gauge, ObservableDoubleMeasurement measurement) {
        gauge.values(overview).forEach((labels, value) -> measurement.record(value, attributes(labels)));
    }

    @Override
    public void refresh() {
        // it asks by itself
    }

    @Override
    public void accept(Event event) {
        Count.of(event)
                .ifPresent(count -> counters.computeIfAbsent(
                                count.metric(),
                                metric -> meter.counterBuilder(metric)
                                        .setDescription(count.help())
                                        .build())
                        .add(1, attributes(count.labels())));
    }

    /** Counters stay as they are: they belong to whoever collects. */
    @Override
    public void close() {
        gauges.forEach(ObservableDoubleGauge::close);
    }

    private Attributes attributes(Map<String, String> labels) {
        AttributesBuilder attributes = Attributes.builder().put("application", overview.application());
        labels.forEach(attributes::put);
        return attributes.build();
    }
}
