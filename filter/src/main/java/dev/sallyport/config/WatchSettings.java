// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How operators are told how an application stands.
 *
 * @param warn how long before the end of something is warned at the earliest
 * @param metrics where its numbers are shown
 */
public record WatchSettings(Duration warn, List<MetricsSystem> metrics) {

    /** Keeps a copy. */
    public WatchSettings {
        metrics = List.copyOf(metrics);
    }

    static WatchSettings read(Values values, Findings findings) {
        return read(values, MetricsSystem::isHere, findings);
    }

    static WatchSettings read(Values values, Predicate<MetricsSystem> isHere, Findings findings) {
        List<MetricsSystem> metrics = values.read(
                Setting.METRICS,
                text -> Values.listOrNone(text, system -> Values.constant(MetricsSystem.class, system)).stream()
                        .distinct()
                        .toList());
        for (MetricsSystem system : metrics) {
            if (!isHere.test(system)) {
                values.find(Setting.METRICS.key())
                        .ifPresent(entry -> findings.problem(entry.where() + ": '"
                                + system.name().toLowerCase(Locale.ROOT) + "' (expected: " + system.library()
                                + " where Sallyport is, or another value)"));
            }
        }
        return new WatchSettings(values.read(Setting.EXPIRY_WARN, WatchSettings::duration), metrics);
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isZero() && !duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' (expected: an ISO-8601 duration such as P30D)");
    }
}
