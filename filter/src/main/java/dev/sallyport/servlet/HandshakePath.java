// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import java.util.List;
import java.util.Locale;

/**
 * Which paths may lead to an endpoint, whatever container matches them: those below the part of its URI template that is
 * before the first variable, in any case of letters, and every path that containers may read in different ways.
 *
 * @param prefix in lower case, without a slash at its end
 */
record HandshakePath(String prefix) {

    /** Where one container sees another path than another: separators in disguise, parameters, dots, and doubly encoded ones. */
    private static final List<String> ODD =
            List.of("//", "/.", "\\", ";", "%2e", "%2f", "%5c", "%3b", "%25", "%00", "%c0", "%e0%80");

    static HandshakePath of(String template) {
        String path = template.startsWith("/") ? template : "/" + template;
        int variable = path.indexOf('{');
        String literal = variable < 0 ? path : path.substring(0, path.lastIndexOf('/', variable));
        return new HandshakePath(canonical(literal));
    }

    /** Whether a handshake with this path may be for the endpoint. */
    boolean mayBe(String path) {
        String lower = canonical(path);
        return ODD.stream().anyMatch(lower::contains) || lower.equals(prefix) || lower.startsWith(prefix + '/');
    }

    private static String canonical(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') { // a pattern would try again at each of a stranger's slashes
            end--;
        }
        return path.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
