// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * SPIFFE IDs of one trust domain.
 *
 * @param trustDomain always exact
 * @param segments {@code *} is one whole segment
 * @param more whether one or more segments follow
 */
record SpiffePattern(String trustDomain, List<String> segments, boolean more) {

    private static final String SCHEME = "spiffe://";

    SpiffePattern {
        segments = List.copyOf(segments);
    }

    static SpiffePattern parse(String text) {
        String[] parts = text.substring(SCHEME.length()).split("/", -1);
        if (!SpiffeId.isTrustDomain(parts[0])) {
            throw new IllegalArgumentException("spiffe://, then a trust domain in lower case, without a wildcard");
        }
        boolean more = parts.length > 1 && parts[parts.length - 1].equals("**");
        List<String> segments = Arrays.asList(parts).subList(1, more ? parts.length - 1 : parts.length);
        if (!segments.stream().allMatch(segment -> segment.equals("*") || SpiffeId.isSegment(segment))) {
            throw new IllegalArgumentException(
                    "a path of letters, digits, '.', '-' and '_', with '*' for one whole segment or '**' at its end");
        }
        return new SpiffePattern(parts[0], segments, more);
    }

    /** Where it stands among many. */
    Place place() {
        List<Object> steps = new ArrayList<>();
        steps.add(trustDomain);
        segments.forEach(segment -> steps.add(segment.equals("*") ? Place.ANY : segment));
        return new Place(Place.Kind.SPIFFE, steps, more);
    }

    boolean matches(SpiffeId id) {
        int surplus = id.segments().size() - segments.size();
        if (!id.trustDomain().equals(trustDomain) || (more ? surplus < 1 : surplus != 0)) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).equals("*")
                    && !segments.get(i).equals(id.segments().get(i))) {
                return false;
            }
        }
        return true;
    }
}
