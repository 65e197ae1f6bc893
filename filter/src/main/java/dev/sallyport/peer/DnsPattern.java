// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One DNS name, or every name with exactly one more label to its left.
 *
 * @param name in lower case
 * @param oneMoreLabel whether the rule began with {@code *.}
 */
record DnsPattern(String name, boolean oneMoreLabel) implements ValuePattern {

    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final int LONGEST = 253;

    static DnsPattern parse(String text) {
        boolean oneMoreLabel = text.startsWith("*.");
        String name = oneMoreLabel ? text.substring(2) : text;
        if (!isName(name) || name.matches("(.*\\.)?[0-9]+")) {
            throw new IllegalArgumentException(
                    "a DNS name in ASCII (xn--… where it is international), or '*.' and one");
        }
        return new DnsPattern(name.toLowerCase(Locale.ROOT), oneMoreLabel);
    }

    static boolean isName(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }

    @Override
    public Place place() {
        return Place.at(oneMoreLabel ? Place.Kind.DNS_BELOW : Place.Kind.DNS, name);
    }

    @Override
    public boolean test(String presented) {
        if (!isName(presented)) {
            return false;
        }
        String other = presented.toLowerCase(Locale.ROOT);
        int dot = other.indexOf('.');
        return oneMoreLabel ? dot > 0 && other.substring(dot + 1).equals(name) : other.equals(name);
    }
}
