// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.regex.Pattern;

/**
 * One URI, character by character, or every one with exactly one more segment.
 *
 * @param start the URI, or what comes before the segment
 * @param oneMoreSegment whether the rule ended with {@code /*}
 */
record UriPattern(String start, boolean oneMoreSegment) implements ValuePattern {

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[!-~]+");
    private static final Pattern WITH_PATH = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#*]+/[^?#*]*");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]+");

    static UriPattern parse(String text) {
        if (SpiffeId.isMeant(text)) {
            throw new IllegalArgumentException("a rule that begins with spiffe:// itself");
        }
        boolean oneMoreSegment = text.endsWith("/*");
        String start = oneMoreSegment ? text.substring(0, text.length() - 1) : text;
        boolean valid = oneMoreSegment
                ? WITH_PATH.matcher(start).matches()
                : URI.matcher(start).matches() && start.indexOf('*') < 0;
        if (!valid) {
            throw new IllegalArgumentException("an absolute URI, or one with a host that ends with '/*'");
        }
        return new UriPattern(start, oneMoreSegment);
    }

    @Override
    public Place place() {
        return Place.at(oneMoreSegment ? Place.Kind.URI_BELOW : Place.Kind.URI, start);
    }

    @Override
    public boolean test(String presented) {
        if (!oneMoreSegment) {
            return presented.equals(start);
        }
        String segment = presented.startsWith(start) ? presented.substring(start.length()) : "";
        return SEGMENT.matcher(segment).matches() && !segment.equals(".") && !segment.equals("..");
    }
}
