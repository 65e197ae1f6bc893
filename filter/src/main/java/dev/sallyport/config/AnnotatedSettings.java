// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.TransportSecurity;
import dev.sallyport.config.Source.Entry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The members of {@link TransportSecurity}, each the setting of its name. */
final class AnnotatedSettings {

    private AnnotatedSettings() {}

    static List<Entry> entries(TransportSecurity annotation, String className) {
        return Stream.of(TransportSecurity.class.getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .map(member -> new Entry(
                        settingOf(member.getName()).key(),
                        "@TransportSecurity(" + member.getName() + ") on " + className,
                        value(annotation, member)))
                .toList();
    }

    /** {@code HSTS_MAX_AGE} for {@code hstsMaxAge}. */
    static Setting settingOf(String member) {
        return Setting.valueOf(member.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
    }

    private static String value(TransportSecurity annotation, Method member) {
        try {
            Object value = member.invoke(annotation);
            return value instanceof String[] list ? String.join(", ", list) : String.valueOf(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
