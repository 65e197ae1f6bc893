// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.RequireClientCert;
import dev.sallyport.config.Source.Entry;
import dev.sallyport.gate.Requirement;
import dev.sallyport.peer.PeerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Requirements out of settings, annotations and filters; each trust must be there, each rule readable. */
final class Requirements {

    private static final String TRUST = "trust";
    private static final String ALLOW = "allow";
    private static final String REPORT_ONLY = "report-only";
    private static final List<String> INIT_PARAMS = List.of(TRUST, ALLOW, REPORT_ONLY);

    private final Trusts trusts;
    private final Findings findings;

    Requirements(Trusts trusts, Findings findings) {
        this.trusts = trusts;
        this.findings = findings;
    }

    Optional<Requirement> of(String trust, List<String> allow, String where, boolean reportOnly) {
        List<PeerRule> rules = rules(allow, where);
        if (!trusts.names().contains(trust)) {
            findings.problem(where + ": '" + trust + "' is no trust" + Suggestion.of(trust, trusts.names())
                    + " (expected: one that the settings name, as by " + Setting.PREFIX
                    + Setting.TRUST_ANCHORS.key(trust) + ')');
            return Optional.empty();
        }
        return rules.size() < allow.size()
                ? Optional.empty()
                : Optional.ofNullable(trusts.usable().get(trust))
                        .map(usable -> new Requirement(
                                usable, rules, reportOnly || trusts.reportOnly().contains(trust)));
    }

    Optional<Requirement> ofFilter(String filterName, Map<String, String> initParams) {
        int problems = findings.problems().size();
        Map<String, Entry> entries = new TreeMap<>();
        new TreeMap<>(initParams).forEach((param, value) -> {
            String where = Source.whereInFilter(param, filterName);
            if (!INIT_PARAMS.contains(param)) {
                findings.problem(where + ": is no setting" + Suggestion.of(param, INIT_PARAMS));
            } else if (!value.isBlank()) {
                entries.put(param, new Entry(param, where, value.strip()));
            }
        });
        boolean reportOnly =
                Optional.ofNullable(entries.get(REPORT_ONLY)).map(this::bool).orElse(false);
        String trust =
                Optional.ofNullable(entries.get(TRUST)).map(Entry::value).orElse(RequireClientCert.DEFAULT_TRUST);
        List<String> allow = Optional.ofNullable(entries.get(ALLOW))
                .map(entry -> RuleList.split(entry.value()))
                .orElse(List.of());
        Optional<Requirement> requirement = of(trust, allow, "the filter " + filterName, reportOnly);
        return findings.problems().size() > problems ? Optional.empty() : requirement;
    }

    /** The patterns of {@code require} and of every {@code require.NAME}. */
    List<GuardedPatterns> patterns(Values values) {
        List<GuardedPatterns> all = new ArrayList<>();
        patterns(values, Setting.REQUIRE.key(), Setting.REQUIRE_TRUST.key(), Setting.REQUIRE_ALLOW.key())
                .ifPresent(all::add);
        Set<String> names =
                values.names(Setting.REQUIRE_NAMED, Setting.REQUIRE_NAMED_TRUST, Setting.REQUIRE_NAMED_ALLOW);
        for (String name : names) {
            patterns(
                            values,
                            Setting.REQUIRE_NAMED.key(name),
                            Setting.REQUIRE_NAMED_TRUST.key(name),
                            Setting.REQUIRE_NAMED_ALLOW.key(name))
                    .ifPresent(all::add);
        }
        return all;
    }

    /** Who calls where nothing requires it. */
    Optional<Requirement> identity(Values values) {
        return values.find(Setting.IDENTITY_TRUST.key())
                .flatMap(entry -> of(entry.value().strip(), List.of(), entry.where(), false));
    }

    private Optional<GuardedPatterns> patterns(Values values, String key, String trustKey, String allowKey) {
        Optional<Entry> trust = values.find(trustKey);
        Optional<Entry> allow = values.find(allowKey);
        Optional<Entry> patterns = values.find(key);
        if (patterns.isEmpty()) {
            trust.or(() -> allow)
                    .ifPresent(entry -> findings.problem(entry.where() + ": guards nothing (expected with it: "
                            + Setting.PREFIX + key + ", URL patterns such as /partner/*)"));
            return Optional.empty();
        }
        List<String> rules =
                allow.map(entry -> RuleList.split(entry.value().strip())).orElse(List.of());
        String name = trust.map(entry -> entry.value().strip()).orElse(RequireClientCert.DEFAULT_TRUST);
        String where = (rules.isEmpty() ? trust : allow)
                .or(() -> patterns)
                .map(Entry::where)
                .orElse(key);
        Optional<List<String>> urls = values.readIfSet(key, text -> Values.list(text, UrlPattern::checked));
        return of(name, rules, where, false)
                .flatMap(requirement -> urls.map(list -> new GuardedPatterns(key, list, requirement)));
    }

    private List<PeerRule> rules(List<String> allow, String where) {
        List<PeerRule> rules = new ArrayList<>();
        for (String text : allow) {
            try {
                rules.add(PeerRule.parse(text));
            } catch (IllegalArgumentException e) {
                findings.problem(where + ": " + e.getMessage());
            }
        }
        return rules;
    }

    private boolean bool(Entry entry) {
        try {
            return Values.bool(entry.value());
        } catch (IllegalArgumentException e) {
            findings.problem(entry.where() + ": " + e.getMessage());
            return false;
        }
    }
}
