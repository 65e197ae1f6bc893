// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import dev.sallyport.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An application's numbers in Micrometer. Which series there are is found out by {@link #refresh()} alone.
 *
 * <p>Needs {@code io.micrometer:micrometer-core} in the application.
 */
public final class MicrometerMetrics implements Metrics {

    private final MeterRegistry registry;
    private final Overview overview;
    private final Tags application;
    private final Map<Gauge, MultiGauge> gauges = new LinkedHashMap<>();
    private final Set<Meter> counters = ConcurrentHashMap.newKeySet();

    /** Shows the application in this registry; {@link #refresh()} begins. */
    public MicrometerMetrics(MeterRegistry registry, Overview overview) {
        this.registry = registry;
        this.overview = overview;
        this.application = Tags.of("application", overview.application());
        for (Gauge gauge : Gauge.ALL) {
            gauges.put(
                    gauge,
                    MultiGauge.builder(gauge.metric())
                            .description(gauge.help())
                            .tags(application)
                            .register(registry));
        }
    }

    /**
     * Shows the application in this registry, or in Micrometer's global one.
     *
     * @param registry if it is a {@code MeterRegistry}, that one
     */
    public static Metrics show(@Nullable Object registry, Overview overview) {
        MeterRegistry chosen =
                registry instanceof MeterRegistry own ? own : io.micrometer.core.instrument.Metrics.globalRegistry;
        return new MicrometerMetrics(chosen, overview);
    }

    @Override
    public synchronized void refresh() {
        gauges.forEach((gauge, rows) -> rows.register(
                gauge.values(overview).entrySet().stream()
                        .<Row<?>>map(value -> Row.of(tags(value.getKey()), value.getValue()))
                        .toList(),
                true));
    }

    /** Counts, and asks nobody: whoever tells may hold a lock that the answer needs. */
    @Override
    public void accept(Event event) {
        Count.of(event).ifPresent(this::count);
    }

    private void count(Count count) {
        Counter counter = Counter.builder(count.metric())
                .description(count.help())
                .tags(application.and(tags(count.labels())))
                .register(registry);
        counters.add(counter);
        counter.increment();
    }

    @Override
    public synchronized void close() {
        gauges.values().forEach(rows -> rows.register(List.of(), true));
        counters.forEach(registry::remove);
    }

    private static Tags tags(Map<String, String> labels) {
        return Tags.of(labels.entrySet().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList());
    }
}
