// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.AddressBlock;
import dev.sallyport.config.Source.Entry;
import dev.sallyport.fetch.FetchRules;
import dev.sallyport.fetch.HostRule;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What the settings of one trust say of fetching. */
record FetchSettings(String name, Values values, Findings findings) {

    /** By which rules it fetches; those that fetch nothing, if there is no host or a problem was found. */
    FetchRules read() {
        Optional<List<HostRule>> hosts =
                values.readIfSet(Setting.TRUST_REVOCATION_HOSTS.key(name), text -> Values.list(text, HostRule::new));
        FetchRules rules = FetchRules.NOTHING;
        rules = with(
                rules,
                Setting.TRUST_REVOCATION_INWARD,
                (some, text) -> some.inward(Values.list(text, AddressBlock::parse)));
        rules = with(rules, Setting.TRUST_REVOCATION_TIMEOUT, (some, text) -> some.timeout(duration(text, "PT5S")));
        rules = with(rules, Setting.TRUST_REVOCATION_MAX_SIZE, (some, text) -> some.mostBytes(number(text)));
        rules = with(rules, Setting.TRUST_REVOCATION_GRACE, (some, text) -> some.grace(duration(text, "PT2H")));
        if (values.find(Setting.TRUST_REVOCATION_HOSTS.key(name)).isEmpty()) {
            others().forEach(entry -> findings.problem(entry.where() + ": set, but nothing is fetched (expected: "
                    + Setting.PREFIX + Setting.TRUST_REVOCATION_HOSTS.key(name) + " too)"));
        }
        return rules.hosts(hosts.orElse(List.of()));
    }

    private Stream<Entry> others() {
        return Stream.of(
                        Setting.TRUST_REVOCATION_INWARD,
                        Setting.TRUST_REVOCATION_TIMEOUT,
                        Setting.TRUST_REVOCATION_MAX_SIZE,
                        Setting.TRUST_REVOCATION_GRACE)
                .flatMap(setting -> values.find(setting.key(name)).stream());
    }

    private FetchRules with(FetchRules rules, Setting setting, BiFunction<FetchRules, String, FetchRules> change) {
        return values.readIfSet(setting.key(name), text -> change.apply(rules, text))
                .orElse(rules);
    }

    private static Duration duration(String text, String example) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' (expected: a duration such as " + example + ')', e);
        }
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("'" + text + "' (expected: a number of bytes)");
        }
        return Long.parseLong(text);
    }
}
