// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.util.regex.Pattern;

/** A URL pattern as the container's mappings take it, and as its author will have meant it. */
final class UrlPattern {

    private static final Pattern SEGMENT = Pattern.compile("[^/*%;?#\\s\\\\\\p{Cntrl}]+");
    private static final Pattern PATH = Pattern.compile("(?:/" + SEGMENT + ")*(?:/|/\\*|/" + SEGMENT + ")");
    private static final Pattern EXTENSION = Pattern.compile("\\*\\.[^/*%;?#\\s\\\\\\p{Cntrl}]+");

    private UrlPattern() {}

    /** The pattern; {@code /} alone is refused, for containers disagree about what it covers. */
    static String checked(String text) {
        boolean path = PATH.matcher(text).matches() && !text.equals("/") && !text.matches("(?:.*/)?\\.\\.?(?:/.*)?");
        if (!path && !EXTENSION.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' (expected: URL patterns such as /partner/*, /status or *.pdf; /* is everything)");
        }
        return text;
    }
}
