// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.TransportSecurity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One place where settings stand.
 *
 * @param kind which place
 * @param entries what stands there
 */
public record Source(Kind kind, List<Entry> entries) {

    /** The places, the one that overrides all others first. */
    public enum Kind {
        /** {@code -Dsallyport.KEY}. */
        SYSTEM_PROPERTY,
        /** {@code SALLYPORT_KEY}; one that is no setting is only told. */
        ENVIRONMENT,
        /** {@code init-param} of one filter. */
        INIT_PARAM,
        /** {@code context-param}. */
        CONTEXT_PARAM,
        /** {@code @TransportSecurity}. */
        ANNOTATION
    }

    /**
     * One value.
     *
     * @param key the key without the prefix
     * @param where what an operator looks for, such as {@code context-param sallyport.hsts.max-age}
     * @param value as it is written there
     */
    public record Entry(String key, String where, String value) {
        /** Without the value, which may be a password. */
        @Override
        public String toString() {
            return where;
        }
    }

    /** Keeps a copy. */
    public Source {
        entries = List.copyOf(entries);
    }

    /** System properties: those with the prefix. */
    public static Source systemProperties(Map<?, ?> properties) {
        return prefixed(Kind.SYSTEM_PROPERTY, "system property ", strings(properties));
    }

    /** Environment variables: those that begin with {@code SALLYPORT_}. */
    public static Source environment(Map<String, String> variables) {
        return new Source(Kind.ENVIRONMENT, Environment.entries(variables));
    }

    /** Parameters of the servlet context: those with the prefix. */
    public static Source contextParams(Map<String, String> params) {
        return prefixed(Kind.CONTEXT_PARAM, "context-param ", params);
    }

    /** The annotation, as it stands on a class of this name. */
    public static Source annotation(TransportSecurity annotation, String className) {
        return new Source(Kind.ANNOTATION, AnnotatedSettings.entries(annotation, className));
    }

    /** Parameters of an {@code HttpsFilter}: the settings {@code https.…} without their group. */
    public static Source httpsFilter(String filterName, Map<String, String> params) {
        return ofFilter("https.", filterName, params);
    }

    /** Parameters of an {@code HstsFilter}: the settings {@code hsts.…} without their group. */
    public static Source hstsFilter(String filterName, Map<String, String> params) {
        return ofFilter("hsts.", filterName, params);
    }

    private static Source ofFilter(String group, String filterName, Map<String, String> params) {
        List<Entry> entries = new ArrayList<>();
        new TreeMap<>(params)
                .forEach((name, value) -> entries.add(new Entry(group + name, whereInFilter(name, filterName), value)));
        return new Source(Kind.INIT_PARAM, entries);
    }

    static String whereInFilter(String param, String filterName) {
        return "init-param " + param + " of the filter " + filterName;
    }

    private static Source prefixed(Kind kind, String label, Map<String, String> values) {
        List<Entry> entries = new ArrayList<>();
        new TreeMap<>(values).forEach((name, value) -> {
            if (name.startsWith(Setting.PREFIX)) {
                entries.add(new Entry(name.substring(Setting.PREFIX.length()), label + name, value));
            }
        });
        return new Source(kind, entries);
    }

    private static Map<String, String> strings(Map<?, ?> properties) {
        Map<String, String> strings = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (name instanceof String key && value instanceof String text) {
                strings.put(key, text);
            }
        });
        return strings;
    }
}
