// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.peer.Pins;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pinned keys of one trust. */
record PinSettings(TrustKeys keys, Values values, Findings findings) {

    /** The pins, if there are any and nothing is wrong with them; what ends or binds nobody is told. */
    Optional<Pins> read(Instant now) {
        Optional<Entry> set = values.find(keys.key(Setting.TRUST_PINS));
        if (set.isEmpty()) {
            Stream.of(Setting.TRUST_PINS_UNTIL, Setting.TRUST_PINS_REPORT_ONLY)
                    .flatMap(setting -> values.find(keys.key(setting)).stream())
                    .forEach(entry -> findings.problem(entry.where() + ": set, but there are no pins (expected: "
                            + Setting.PREFIX + keys.key(Setting.TRUST_PINS) + " too)"));
            return Optional.empty();
        }
        Optional<Pins> pins =
                values.readIfSet(keys.key(Setting.TRUST_PINS), text -> Pins.of(Values.list(text, Function.identity())));
        Optional<Instant> until = values.readIfSet(keys.key(Setting.TRUST_PINS_UNTIL), Values::endOfDay);
        until.ifPresent(end -> tellEnd(end, now));
        return pins.map(all -> until.map(all::until).orElse(all)).map(all -> isReportOnly() ? all.onlyReported() : all);
    }

    private void tellEnd(Instant end, Instant now) {
        values.find(keys.key(Setting.TRUST_PINS_UNTIL))
                .ifPresent(entry ->
                        findings.advice(entry.where() + " is " + entry.value().strip()
                                + (now.isBefore(end)
                                        ? ": after that day the pins bind nobody"
                                        : ": the pins bind nobody now")));
    }

    private boolean isReportOnly() {
        boolean reportOnly =
                values.read(Setting.TRUST_PINS_REPORT_ONLY, keys.key(Setting.TRUST_PINS_REPORT_ONLY), Values::bool);
        if (reportOnly) {
            values.find(keys.key(Setting.TRUST_PINS_REPORT_ONLY))
                    .ifPresent(entry -> findings.advice(entry.where()
                            + " is true: callers without a pinned key are let through, and only told of"));
        }
        return reportOnly;
    }
}
