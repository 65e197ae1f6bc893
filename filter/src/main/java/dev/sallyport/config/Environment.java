// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Settings in environment variables: upper case, {@code _} for {@code .} and {@code -}. */
final class Environment {

    /** The key of a variable that is no setting; nothing else can have it. */
    static final String NO_SETTING = "";

    private static final String PREFIX = "SALLYPORT_";
    /** What Kubernetes sets for a service that is called {@code sallyport-https}: {@code SALLYPORT_HTTPS_PORT}. */
    private static final Pattern SERVICE_LINK = Pattern.compile("(?:tcp|udp|sctp)://.*");

    private Environment() {}

    static List<Entry> entries(Map<String, String> variables) {
        List<Entry> entries = new ArrayList<>();
        new TreeMap<>(variables).forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)) {
                boolean linked = SERVICE_LINK.matcher(value).matches();
                String key = linked ? NO_SETTING : key(variable).orElse(NO_SETTING);
                entries.add(new Entry(key, "environment variable " + variable, value));
            }
        });
        return entries;
    }

    static Optional<String> key(String variable) {
        return Stream.of(Setting.values())
                .filter(setting -> !setting.isNamed() && variable(setting).equals(variable))
                .findFirst()
                .map(Setting::key)
                .or(() -> namedKey(variable));
    }

    /** The longest setting wins: {@code REQUIRE_A_TRUST} is the trust of {@code a}, not the pattern of {@code a-trust}. */
    private static Optional<String> namedKey(String variable) {
        return Stream.of(Setting.values())
                .filter(Setting::isNamed)
                .sorted((a, b) -> b.key().length() - a.key().length())
                .flatMap(setting -> namedKey(setting, variable).stream())
                .findFirst();
    }

    private static Optional<String> namedKey(Setting setting, String variable) {
        String named = variable(setting).replaceFirst('_' + Setting.NAME, "_([A-Z0-9]+(?:_[A-Z0-9]+)*)");
        Matcher matcher = Pattern.compile(named).matcher(variable);
        return matcher.matches()
                ? Optional.of(
                        setting.key(matcher.group(1).toLowerCase(Locale.ROOT).replace('_', '-')))
                : Optional.empty();
    }

    static String variable(Setting setting) {
        return PREFIX + setting.key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
