// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A SPIFFE ID in its one canonical spelling; {@code SPIFFE://} and upper case in the trust domain are refused.
 *
 * @param trustDomain the trust domain
 * @param segments the segments of the path; none for the trust domain itself
 * @see <a href="https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md">The SPIFFE ID standard, section 2</a>
 */
public record SpiffeId(String trustDomain, List<String> segments) {

    private static final String MEANT = "spiffe:";
    private static final String SCHEME = MEANT + "//";
    private static final String DOMAIN_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789._-";
    private static final String CHARACTERS = DOMAIN_CHARACTERS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int LONGEST = 2048;
    private static final int LONGEST_DOMAIN = 255;

    /** Keeps a copy. */
    public SpiffeId {
        segments = List.copyOf(segments);
    }

    /** Itself as steps of a {@link Place}. */
    List<Object> steps() {
        List<Object> steps = new ArrayList<>();
        steps.add(trustDomain);
        steps.addAll(segments);
        return steps;
    }

    /** Whether a URI means to be a SPIFFE ID, well-formed or not. */
    static boolean isMeant(String uri) {
        return uri.regionMatches(true, 0, MEANT, 0, MEANT.length());
    }

    /** Reads an ID, if the text is one to the letter. */
    public static Optional<SpiffeId> parse(String uri) {
        if (uri.length() > LONGEST || !uri.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String[] parts = uri.substring(SCHEME.length()).split("/", -1);
        List<String> segments = Arrays.asList(parts).subList(1, parts.length);
        return isTrustDomain(parts[0]) && segments.stream().allMatch(SpiffeId::isSegment)
                ? Optional.of(new SpiffeId(parts[0], segments))
                : Optional.empty();
    }

    static boolean isTrustDomain(String text) {
        return text.length() <= LONGEST_DOMAIN && consistsOf(text, DOMAIN_CHARACTERS);
    }

    static boolean isSegment(String text) {
        return consistsOf(text, CHARACTERS) && !text.equals(".") && !text.equals("..");
    }

    private static boolean consistsOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The path with its first slash; empty for the trust domain itself. */
    public String path() {
        return segments.isEmpty() ? "" : '/' + String.join("/", segments);
    }

    /** The ID as a URI. */
    @Override
    public String toString() {
        return SCHEME + trustDomain + path();
    }
}
