// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.peer.LogList;
import dev.sallyport.peer.Transparency;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** To which logs the certificates of one trust must have been shown. */
record TransparencySettings(TrustKeys keys, Values values, FileAccess files, Findings findings) {

    /** What is demanded, if anything is and nothing is wrong with it; until when the list will do is told. */
    Optional<Transparency> read(Instant now) {
        Optional<Entry> list = values.find(keys.key(Setting.TRUST_CT_LOGS));
        if (list.isEmpty()) {
            Stream.of(
                            Setting.TRUST_CT_MAX_AGE,
                            Setting.TRUST_CT_SCTS,
                            Setting.TRUST_CT_OPERATORS,
                            Setting.TRUST_CT_REPORT_ONLY)
                    .flatMap(setting -> values.find(keys.key(setting)).stream())
                    .forEach(entry -> findings.problem(entry.where() + ": set, but there is no log list (expected: "
                            + Setting.PREFIX + keys.key(Setting.TRUST_CT_LOGS) + " too)"));
            return Optional.empty();
        }
        int problems = findings.count();
        Optional<LogList> logs = logs(list.get());
        Duration maxAge = read(Setting.TRUST_CT_MAX_AGE, TransparencySettings::age);
        int scts = read(Setting.TRUST_CT_SCTS, TransparencySettings::number);
        int operators = read(Setting.TRUST_CT_OPERATORS, TransparencySettings::number);
        boolean reportOnly = isReportOnly();
        return findings.count() > problems
                ? Optional.empty()
                : logs.flatMap(each -> demand(list.get(), each, maxAge, scts, operators, reportOnly, now));
    }

    private Optional<Transparency> demand(
            Entry list, LogList logs, Duration maxAge, int scts, int operators, boolean reportOnly, Instant now) {
        try {
            Transparency demand = new Transparency(logs, maxAge, scts, operators, reportOnly);
            Optional<String> unusable = demand.unusable(now);
            unusable.ifPresent(why ->
                    findings.problem(list.where() + ": " + why + " (expected: a newer list, or a longer ct-max-age)"));
            findings.advice(list.where() + ": the log list is of " + logs.timestamp() + " and will do until "
                    + demand.end() + ", if no newer one takes its place by a restart");
            return Optional.of(demand).filter(usable -> unusable.isEmpty());
        } catch (IllegalArgumentException e) {
            findings.problem(keys.label() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<LogList> logs(Entry list) {
        String path = list.value().strip();
        try {
            return Optional.of(LogList.read(files.read(path)));
        } catch (IOException e) {
            findings.problem(list.where() + ": '" + path + "' cannot be read: " + FileAccess.reason(e));
            return Optional.empty();
        }
    }

    private boolean isReportOnly() {
        boolean reportOnly = read(Setting.TRUST_CT_REPORT_ONLY, Values::bool);
        if (reportOnly) {
            values.find(keys.key(Setting.TRUST_CT_REPORT_ONLY))
                    .ifPresent(entry -> findings.advice(entry.where()
                            + " is true: callers whose certificates are in no logs are let through, and only told of"));
        }
        return reportOnly;
    }

    private <T> T read(Setting setting, Function<String, T> parser) {
        return values.read(setting, keys.key(setting), parser);
    }

    private static Duration age(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' (expected: a duration such as P70D)", e);
        }
    }

    private static int number(String text) {
        if (!text.matches("[1-9]|1[0-6]")) {
            throw new IllegalArgumentException("'" + text + "' (expected: a number from 1 to 16)");
        }
        return Integer.parseInt(text);
    }
}
