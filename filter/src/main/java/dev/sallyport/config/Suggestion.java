// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.RequireClientCert;
import dev.sallyport.config.Source.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may have meant who wrote a word that does not exist. */
final class Suggestion {

    private static final int FURTHEST = 3;

    private Suggestion() {}

    /** A clause for the end of a sentence; empty if nothing is near. */
    static String of(String written, Collection<String> known) {
        return nearest(written, known).map(Suggestion::clause).orElse("");
    }

    /** As {@link #of}, for a key; one of a filter's group is suggested without the group, as it is written there. */
    static String forKey(String key, Kind kind) {
        String group = kind == Kind.INIT_PARAM ? key.substring(0, key.indexOf('.') + 1) : "";
        List<String> known = Stream.of(Setting.values())
                .map(setting -> setting.key(name(key)))
                .filter(candidate -> candidate.startsWith(group))
                .map(candidate -> candidate.substring(group.length()))
                .toList();
        return withoutName(key)
                .or(() -> nearest(key.substring(group.length()), known))
                .map(Suggestion::clause)
                .orElse("");
    }

    /** {@code trust.default.anchors} for {@code trust.anchors}. */
    private static Optional<String> withoutName(String key) {
        return Stream.of(Setting.values())
                .filter(Setting::isNamed)
                .filter(setting -> setting.key().replace(Setting.NAME + '.', "").equals(key))
                .map(setting -> setting.key(RequireClientCert.DEFAULT_TRUST))
                .findFirst();
    }

    private static String name(String key) {
        String[] parts = key.split("\\.", -1);
        return parts.length > 1 ? parts[1] : Setting.NAME;
    }

    private static Optional<String> nearest(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(written, word) <= Math.min(FURTHEST, word.length() / 2))
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    private static String clause(String word) {
        return " (did you mean " + word + "?)";
    }

    /** How many letters must be added, removed or replaced. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
