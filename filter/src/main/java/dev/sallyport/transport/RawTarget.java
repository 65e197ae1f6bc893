// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Path and query of a request, byte for byte as the client sent them.
 *
 * @param path up to the first {@code ?}
 * @param query from the first {@code ?} on, with it; empty if there is none
 */
record RawTarget(String path, String query) {

    private static final int MOST_CHARACTERS = 8192;
    /** What RFC 3986 allows, and what browsers send besides: a path {@code [ ] ^ ` | { }}, a query {@code \} too. */
    private static final Pattern WELL_FORMED = Pattern.compile("/[!$-;=@-\\[\\]-~]*(?:\\?[!$-;=?-~]*)?");

    private static final Pattern DOT_SEGMENTS = Pattern.compile("(?:.*/)?\\.\\.?(?:/.*)?");
    private static final Pattern SESSION_ID = Pattern.compile("(?is)jsessionid(?:=.*)?");

    static RawTarget of(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? new RawTarget(target, "") : new RawTarget(target.substring(0, mark), target.substring(mark));
    }

    static boolean hasDotSegments(String path) {
        return DOT_SEGMENTS.matcher(path).matches();
    }

    /** Whether it can be repeated in a header. */
    boolean isWellFormed() {
        return path.length() + query.length() <= MOST_CHARACTERS
                && WELL_FORMED.matcher(path + query).matches();
    }

    /** Whether nobody can understand the path in another way than we do. */
    boolean isCanonical() {
        return isWellFormed()
                && path.chars().noneMatch(c -> c == '%' || c == ';')
                && !path.contains("//")
                && !hasDotSegments(path);
    }

    /** The same without a session's id in the path, for the client may know it from elsewhere. */
    String withoutSessionId() {
        if (path.indexOf(';') < 0) {
            return path + query;
        }
        return Stream.of(path.split("/", -1)).map(RawTarget::segment).collect(Collectors.joining("/")) + query;
    }

    private static String segment(String raw) {
        String[] parts = raw.split(";", -1);
        return parts[0]
                + Stream.of(parts)
                        .skip(1)
                        .filter(parameter -> !isSessionId(parameter))
                        .map(parameter -> ';' + parameter)
                        .collect(Collectors.joining());
    }

    private static boolean isSessionId(String parameter) {
        return SESSION_ID.matcher(decoded(parameter)).matches();
    }

    private static String decoded(String parameter) {
        try {
            return URLDecoder.decode(parameter.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException malformed) {
            return parameter;
        }
    }
}
