// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.config.Source.Kind;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds keys that are no settings. */
final class UnknownKeys {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    private UnknownKeys() {}

    static void report(List<Source> sources, Findings findings) {
        for (Source source : sources) {
            if (source.kind() == Kind.ENVIRONMENT) {
                advise(source, findings);
            } else {
                source.entries().forEach(entry -> report(entry, source.kind(), findings));
            }
        }
    }

    private static void report(Entry entry, Kind kind, Findings findings) {
        Setting setting = Setting.of(entry.key()).orElse(null);
        if (setting == null) {
            findings.problem(entry.where() + ": is no setting" + Suggestion.forKey(entry.key(), kind));
        } else if (setting != Setting.ROLES && setting != Setting.ROLES_TRUST) {
            setting.nameIn(entry.key())
                    .filter(name -> !NAME.matcher(name).matches())
                    .ifPresent(name -> findings.problem(entry.where() + ": '" + name
                            + "' (expected: a name of lower-case letters and digits, such as partners or team-a)"));
        }
    }

    private static void advise(Source source, Findings findings) {
        String unknown = source.entries().stream()
                .filter(entry -> entry.key().equals(Environment.NO_SETTING))
                .map(Entry::where)
                .map(where -> where.substring(where.lastIndexOf(' ') + 1))
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            findings.advice("environment variables that are no settings, as Kubernetes may have set them: " + unknown);
        }
    }
}
