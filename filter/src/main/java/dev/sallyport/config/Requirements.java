// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import dev.sallyport.config.Source.Entry;
import dev.sallyport.gate.Requirement;
import dev.sallyport.peer.PeerRule;
import dev.sallyport.peer.PeerRules;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Requirements out of settings, annotations and filters; each trust must be there, each rule readable. */
final class Requirements {

    private static final String TRUST = "trust";
    private static final String ALLOW = "allow";
    private static final String REPORT_ONLY = "report-only";
    private static final String VIA = "via";
    private static final List<String> INIT_PARAMS = List.of(TRUST, ALLOW, VIA, REPORT_ONLY);

    private final Trusts trusts;
    private final Findings findings;

    Requirements(Trusts trusts, Findings findings) {
        this.trusts = trusts;
        this.findings = findings;
    }

    /** The certificates that trusts believe themselves. */
    List<X509Certificate> exactCertificates() {
        return trusts.exact();
    }

    /** What is wanted, if it is well written and somebody can ever meet it. */
    Optional<Requirement> of(Wanted wanted) {
        Optional<Requirement> read = read(wanted);
        if (read.filter(Requirements::letsNobodyIn).isEmpty()) {
            return read;
        }
        findings.problem(wanted.whereAllow() + ": lets nobody in, for the trust " + wanted.trust()
                + " believes SPIFFE trust domains and needs rules (expected with it: those of the callers, such as"
                + " spiffe://prod.example/ns/billing/*)");
        return Optional.empty();
    }

    private Optional<Requirement> read(Wanted wanted) {
        List<PeerRule> rules = rules(wanted);
        String trust = wanted.trust();
        if (!trusts.names().contains(trust)) {
            findings.problem(
                    wanted.whereTrust() + ": '" + trust + "' is no trust" + Suggestion.of(trust, trusts.names())
                            + " (expected: one that the settings name, as by " + Setting.PREFIX
                            + Setting.TRUST_ANCHORS.key(trust) + ')');
            return Optional.empty();
        }
        return Optional.ofNullable(trusts.usable().get(trust))
                .filter(usable -> rules.size() == wanted.allow().size())
                .map(usable -> new Requirement(
                        usable,
                        PeerRules.of(rules),
                        wanted.via(),
                        wanted.reportOnly() || trusts.reportOnly().contains(trust)));
    }

    private static boolean letsNobodyIn(Requirement requirement) {
        return requirement.trust().needsRules() && requirement.allow().rules().isEmpty();
    }

    Optional<Requirement> ofFilter(String filterName, Map<String, String> initParams) {
        int problems = findings.count();
        new TreeMap<>(initParams)
                .keySet().stream()
                        .filter(param -> !INIT_PARAMS.contains(param))
                        .forEach(param -> findings.problem(Source.whereInFilter(param, filterName) + ": is no setting"
                                + Suggestion.of(param, INIT_PARAMS)));
        Optional<Requirement> requirement = of(new Wanted(
                value(initParams, TRUST).orElse(RequireClientCert.DEFAULT_TRUST),
                Source.whereInFilter(TRUST, filterName),
                value(initParams, ALLOW).map(RuleList::split).orElse(List.of()),
                Source.whereInFilter(ALLOW, filterName),
                read(initParams, VIA, filterName, text -> Values.constant(Via.class, text))
                        .orElse(Via.ANY),
                read(initParams, REPORT_ONLY, filterName, Values::bool).orElse(false)));
        return findings.count() > problems ? Optional.empty() : requirement;
    }

    /** The patterns of {@code require} and of every {@code require.NAME}. */
    List<GuardedPatterns> patterns(Values values) {
        List<GuardedPatterns> all = new ArrayList<>();
        patterns(
                        values,
                        Setting.REQUIRE.key(),
                        Setting.REQUIRE_TRUST.key(),
                        Setting.REQUIRE_ALLOW.key(),
                        Setting.REQUIRE_VIA.key())
                .ifPresent(all::add);
        Set<String> names = values.names(
                Setting.REQUIRE_NAMED,
                Setting.REQUIRE_NAMED_TRUST,
                Setting.REQUIRE_NAMED_ALLOW,
                Setting.REQUIRE_NAMED_VIA);
        for (String name : names) {
            patterns(
                            values,
                            Setting.REQUIRE_NAMED.key(name),
                            Setting.REQUIRE_NAMED_TRUST.key(name),
                            Setting.REQUIRE_NAMED_ALLOW.key(name),
                            Setting.REQUIRE_NAMED_VIA.key(name))
                    .ifPresent(all::add);
        }
        return all;
    }

    /** Who calls where nothing requires it. */
    Optional<Requirement> identity(Values values) {
        Optional<Entry> trust = values.find(Setting.IDENTITY_TRUST.key());
        Optional<Requirement> identity = trust.flatMap(entry ->
                read(new Wanted(entry.value().strip(), entry.where(), List.of(), entry.where(), Via.ANY, false)));
        if (identity.filter(Requirements::letsNobodyIn).isPresent()) {
            trust.ifPresent(entry ->
                    findings.advice(entry.where() + " is " + entry.value().strip()
                            + ", which believes SPIFFE trust domains and needs rules: nobody is known by it"));
        }
        return identity;
    }

    private Optional<GuardedPatterns> patterns(
            Values values, String key, String trustKey, String allowKey, String viaKey) {
        Optional<Entry> trust = values.find(trustKey);
        Optional<Entry> allow = values.find(allowKey);
        Optional<Entry> patterns = values.find(key);
        if (patterns.isEmpty()) {
            trust.or(() -> allow)
                    .or(() -> values.find(viaKey))
                    .ifPresent(entry -> findings.problem(entry.where() + ": guards nothing (expected with it: "
                            + Setting.PREFIX + key + ", URL patterns such as /partner/*)"));
            return Optional.empty();
        }
        String where = patterns.get().where();
        Wanted wanted = new Wanted(
                trust.map(entry -> entry.value().strip()).orElse(RequireClientCert.DEFAULT_TRUST),
                trust.map(Entry::where).orElse(where),
                allow.map(entry -> RuleList.split(entry.value())).orElse(List.of()),
                allow.map(Entry::where).orElse(where),
                values.readIfSet(viaKey, text -> Values.constant(Via.class, text))
                        .orElse(Via.ANY),
                false);
        Optional<List<String>> urls = values.readIfSet(key, text -> Values.list(text, UrlPattern::checked));
        return of(wanted).flatMap(requirement -> urls.map(list -> new GuardedPatterns(key, list, requirement)));
    }

    private List<PeerRule> rules(Wanted wanted) {
        List<PeerRule> rules = new ArrayList<>();
        for (String text : wanted.allow()) {
            try {
                rules.add(PeerRule.parse(text));
            } catch (IllegalArgumentException e) {
                findings.problem(wanted.whereAllow() + ": " + e.getMessage());
            }
        }
        return rules;
    }

    private <T> Optional<T> read(
            Map<String, String> initParams, String param, String filterName, Function<String, T> parser) {
        try {
            return value(initParams, param).map(parser);
        } catch (IllegalArgumentException e) {
            findings.problem(Source.whereInFilter(param, filterName) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> value(Map<String, String> initParams, String param) {
        return Optional.ofNullable(initParams.get(param)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
