// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.peer.Pins;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pinned keys of one trust. */
record PinSettings(String trust, Values values, Findings findings) {

    /** The pins, if there are any and nothing is wrong with them; what ends or binds nobody is told. */
    Optional<Pins> read(Instant now) {
        Optional<Entry> set = values.find(Setting.TRUST_PINS.key(trust));
        if (set.isEmpty()) {
            Stream.of(Setting.TRUST_PINS_UNTIL, Setting.TRUST_PINS_REPORT_ONLY)
                    .flatMap(setting -> values.find(setting.key(trust)).stream())
                    .forEach(entry -> findings.problem(entry.where() + ": set, but there are no pins (expected: "
                            + Setting.PREFIX + Setting.TRUST_PINS.key(trust) + " too)"));
            return Optional.empty();
        }
        Optional<Pins> pins = values.readIfSet(
                Setting.TRUST_PINS.key(trust), text -> Pins.of(Values.list(text, Function.identity())));
        Optional<Instant> until = values.readIfSet(Setting.TRUST_PINS_UNTIL.key(trust), PinSettings::end);
        until.ifPresent(end -> tellEnd(end, now));
        return pins.map(all -> until.map(all::until).orElse(all)).map(all -> isReportOnly() ? all.onlyReported() : all);
    }

    private void tellEnd(Instant end, Instant now) {
        values.find(Setting.TRUST_PINS_UNTIL.key(trust))
                .ifPresent(entry ->
                        findings.advice(entry.where() + " is " + entry.value().strip()
                                + (now.isBefore(end)
                                        ? ": after that day the pins bind nobody"
                                        : ": the pins bind nobody now")));
    }

    private boolean isReportOnly() {
        boolean reportOnly =
                values.read(Setting.TRUST_PINS_REPORT_ONLY, Setting.TRUST_PINS_REPORT_ONLY.key(trust), Values::bool);
        if (reportOnly) {
            values.find(Setting.TRUST_PINS_REPORT_ONLY.key(trust))
                    .ifPresent(entry -> findings.advice(entry.where()
                            + " is true: callers without a pinned key are let through, and only told of"));
        }
        return reportOnly;
    }

    /** The day belongs to it, in UTC. */
    private static Instant end(String day) {
        try {
            return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + day + "' (expected: a day such as 2027-06-30)", e);
        }
    }
}
