// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The value of each key out of all sources: the highest source that says something. */
final class Values {

    private static final String NONE = "none";

    /** What nobody wants to be off because a variable was empty. */
    private static final Set<Setting> DEMANDS = Set.of(
            Setting.TRUST_PINS,
            Setting.TRUST_RETIRING_UNTIL,
            Setting.TRUST_CRLS,
            Setting.TRUST_REVOCATION_HOSTS,
            Setting.TRUST_CT_LOGS,
            Setting.PROXY_ADDRESSES,
            Setting.PROXY_TRUST,
            Setting.PROXY_SECRET,
            Setting.OUTBOUND_PINS,
            Setting.OUTBOUND_ALLOW,
            Setting.OUTBOUND_CT_LOGS,
            Setting.ENVIRONMENT,
            Setting.SERVER_ISSUERS);

    private final Map<String, Entry> entries = new TreeMap<>();
    private final Findings findings;

    Values(List<Source> sources, Findings findings) {
        this.findings = findings;
        sources.stream()
                .sorted(Comparator.comparing(Source::kind))
                .flatMap(source -> source.entries().stream())
                .filter(entry -> !entry.value().isBlank())
                .forEach(entry -> entries.putIfAbsent(entry.key(), entry));
        sources.stream()
                .flatMap(source -> source.entries().stream())
                .filter(entry -> entry.value().isBlank() && !entries.containsKey(entry.key()))
                .filter(entry ->
                        Setting.of(entry.key()).filter(DEMANDS::contains).isPresent())
                .forEach(entry -> findings.problem(entry.where()
                        + ": empty, and so would demand nothing (expected: a value, or no such setting)"));
    }

    /** Where the key is set. */
    Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The names in the keys of these settings. */
    Set<String> names(Setting... settings) {
        return entries.keySet().stream()
                .flatMap(key ->
                        Setting.of(key)
                                .filter(List.of(settings)::contains)
                                .flatMap(setting -> setting.nameIn(key))
                                .stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The value as the parser reads it; the default if it is not set, or if a problem was found. */
    <T> T read(Setting setting, Function<String, T> parser) {
        return read(setting, setting.key(), parser);
    }

    /** The value of a key of a named setting. */
    <T> T read(Setting setting, String key, Function<String, T> parser) {
        return readIfSet(key, parser).orElseGet(() -> parser.apply(setting.fallback()));
    }

    /** The value, if it is set and the parser can read it. */
    <T> Optional<T> readIfSet(String key, Function<String, T> parser) {
        return find(key).flatMap(entry -> {
            try {
                return Optional.of(parser.apply(entry.value().strip()));
            } catch (IllegalArgumentException e) {
                findings.problem(entry.where() + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    boolean isTrue(Setting setting) {
        return read(setting, Values::bool);
    }

    static boolean bool(String text) {
        return oneOf(text, Map.of("true", true, "false", false));
    }

    /** When a day ends, in UTC. */
    static Instant endOfDay(String day) {
        try {
            return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + day + "' (expected: a day such as 2027-06-30)", e);
        }
    }

    /** The constant that is written in lower case, with hyphens. */
    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return oneOf(
                text,
                Stream.of(type.getEnumConstants())
                        .collect(Collectors.toMap(
                                constant ->
                                        constant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                Function.identity())));
    }

    private static <T> T oneOf(String text, Map<String, T> choices) {
        T choice = choices.get(text);
        if (choice == null) {
            String expected = choices.keySet().stream().sorted().collect(Collectors.joining(", "));
            throw new IllegalArgumentException("'" + text + "' (expected: one of " + expected + ')');
        }
        return choice;
    }

    /** The parts between commas, each as the parser reads it; the empty text is the empty list. */
    static <T> List<T> list(String text, Function<String, T> parser) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(String::strip).map(parser).toList();
    }

    /** As {@link #list}, and {@code none} is the empty list. */
    static <T> List<T> listOrNone(String text, Function<String, T> parser) {
        return text.equals(NONE) ? List.of() : list(text, parser);
    }
}
