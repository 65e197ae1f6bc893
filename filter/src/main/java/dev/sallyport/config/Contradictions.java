// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.config.Source.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds two places of one kind that say different things, so that neither overrides the other. */
final class Contradictions {

    private Contradictions() {}

    static void report(List<Source> sources, Findings findings) {
        annotations(sources, findings);
        Map<Kind, Map<String, Entry>> saidBefore = new EnumMap<>(Kind.class);
        for (Source source : sources) {
            Map<String, Entry> ofKind = saidBefore.computeIfAbsent(source.kind(), kind -> new HashMap<>());
            source.entries().stream()
                    .filter(entry -> !entry.key().equals(Environment.NO_SETTING))
                    .filter(entry -> !entry.value().isBlank())
                    .forEach(entry -> compare(ofKind.putIfAbsent(entry.key(), entry), entry, findings));
        }
    }

    private static void annotations(List<Source> sources, Findings findings) {
        List<String> classes = sources.stream()
                .filter(source -> source.kind() == Kind.ANNOTATION)
                .flatMap(source -> source.entries().stream().limit(1))
                .map(entry -> entry.where().substring(entry.where().lastIndexOf(' ') + 1))
                .toList();
        if (classes.size() > 1) {
            findings.problem(
                    "@TransportSecurity stands on " + String.join(" and on ", classes) + " (expected: on one class)");
        }
    }

    private static void compare(@Nullable Entry first, Entry second, Findings findings) {
        if (first != null && !first.value().strip().equals(second.value().strip())) {
            findings.problem(
                    second.where() + ": says something else than " + first.where() + " (expected: one of them)");
        }
    }
}
