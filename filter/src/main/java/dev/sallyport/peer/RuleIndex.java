// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds among many rules the few that may match a certificate, by its names: each rule stands at a {@link Place} in a
 * tree, and the names of the certificate lead to it.
 */
final class RuleIndex {

    private final Map<Place.Kind, Node> roots = new EnumMap<>(Place.Kind.class);

    /** What stands at one step: rules that end here, rules that go on by any step, and further steps. */
    private static final class Node {
        private final SortedMap<Integer, PeerRule> here = new TreeMap<>();
        private final SortedMap<Integer, PeerRule> below = new TreeMap<>();
        private final Map<Object, Node> next = new HashMap<>();

        void find(List<?> steps, int at, SortedMap<Integer, PeerRule> found) {
            if (at == steps.size()) {
                found.putAll(here);
                return;
            }
            found.putAll(below);
            for (Object step : List.of(steps.get(at), Place.ANY)) {
                Node node = next.get(step);
                if (node != null) {
                    node.find(steps, at + 1, found);
                }
            }
        }
    }

    RuleIndex(List<PeerRule> rules) {
        for (int rank = 0; rank < rules.size(); rank++) {
            Place place = rules.get(rank).place();
            Node node = roots.computeIfAbsent(place.kind(), kind -> new Node());
            for (Object step : place.steps()) {
                node = node.next.computeIfAbsent(step, unknown -> new Node());
            }
            (place.below() ? node.below : node.here).put(rank, rules.get(rank));
        }
    }

    /** The rules that may match, in their order; no other one does. */
    Collection<PeerRule> candidates(Names names) {
        SortedMap<Integer, PeerRule> found = new TreeMap<>();
        roots.forEach(
                (kind, root) -> kind.ways(names, root.next.keySet()).forEach(steps -> root.find(steps, 0, found)));
        return found.values();
    }
}
