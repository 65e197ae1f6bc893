// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import dev.sallyport.config.Source.Entry;
import dev.sallyport.gate.Requirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The roles that the settings give to callers: what a caller must be proven to be, by the name of each role. */
final class Roles {

    /** What these mean is fixed: nobody, and everybody who is known. */
    private static final List<String> RESERVED = List.of("*", "**");

    private final Values values;
    private final Set<String> trusts;
    private final Requirements requirements;
    private final Findings findings;

    private Roles(Values values, Set<String> trusts, Requirements requirements, Findings findings) {
        this.values = values;
        this.trusts = trusts;
        this.requirements = requirements;
        this.findings = findings;
    }

    static Map<String, Requirement> read(
            Values values, Set<String> trusts, Requirements requirements, Findings findings) {
        var roles = new Roles(values, trusts, requirements, findings);
        Map<String, Requirement> read = new HashMap<>();
        for (String name : values.names(Setting.ROLES, Setting.ROLES_TRUST)) {
            roles.role(name).ifPresent(requirement -> read.put(name, requirement));
        }
        return Map.copyOf(read);
    }

    private Optional<Requirement> role(String name) {
        Optional<Entry> trust = values.find(Setting.ROLES_TRUST.key(name));
        Optional<Entry> rules = values.find(Setting.ROLES.key(name));
        if (rules.isEmpty()) {
            trust.ifPresent(entry -> findings.problem(entry.where() + ": gives the role to nobody (expected with it: "
                    + Setting.PREFIX + Setting.ROLES.key(name) + ", rules such as spiffe://prod.example/billing)"));
            return Optional.empty();
        }
        String where = rules.get().where();
        if (RESERVED.contains(name)
                || !name.strip().equals(name)
                || name.chars().anyMatch(Character::isISOControl)) {
            findings.problem(where + ": '" + name + "' (expected: the name of a role, neither * nor **,"
                    + " which have meanings of their own, and without spaces at its ends)");
            return Optional.empty();
        }
        if (trust.isEmpty() && trusts.size() > 1) {
            findings.problem(where + ": does not say whose callers it means (expected with it: " + Setting.PREFIX
                    + Setting.ROLES_TRUST.key(name) + ", one of " + String.join(", ", trusts) + ')');
            return Optional.empty();
        }
        String only = trusts.stream().findFirst().orElse(RequireClientCert.DEFAULT_TRUST);
        return requirements.of(new Wanted(
                trust.map(entry -> entry.value().strip()).orElse(only),
                trust.map(Entry::where).orElse(where),
                RuleList.split(rules.get().value()),
                where,
                Via.ANY,
                false));
    }
}
