// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A path that answers over plain HTTP too.
 *
 * @param path the path on the server; a segment {@code *} stands for exactly one segment of letters, digits, {@code -} and
 *     {@code _}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8555#section-8.3">RFC 8555, section 8.3, the tokens of ACME</a>
 */
public record ExemptPath(String path) {

    private static final Pattern SEGMENTS = Pattern.compile("(?:/(?:\\*|[A-Za-z0-9._~!$&'()+,=:@-]+))+/?|/");

    /** Checks it. */
    public ExemptPath {
        if (!SEGMENTS.matcher(path).matches() || RawTarget.hasDotSegments(path)) {
            throw new IllegalArgumentException(
                    "'" + path + "' (expected: a path such as /health or /.well-known/acme-challenge/*, where * is one"
                            + " whole segment)");
        }
    }

    /**
     * The same path below the context path of an application; empty where that has characters that a client can only
     * write in an encoded form, so that nothing there is exempt.
     */
    public Optional<ExemptPath> below(String contextPath) {
        String below = contextPath + path;
        boolean plain = contextPath.indexOf('*') < 0 && SEGMENTS.matcher(below).matches();
        return plain ? Optional.of(new ExemptPath(below)) : Optional.empty();
    }

    /** Whether it is this very path, as the client wrote it. */
    boolean matches(String rawPath) {
        String expression = Stream.of(path.split("/", -1))
                .map(segment -> segment.equals("*") ? "[A-Za-z0-9_-]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/"));
        return Pattern.matches(expression, rawPath);
    }
}
