// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.PolicyExtensions.ANY_POLICY;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policies that hold along one path, anchor first; made for one path and one thread.
 *
 * <p>The valid policy tree of the RFC, without its nodes: each policy that the next certificate may have is kept with the
 * policies at the top from which it descends. That is all that the end needs, and it cannot grow exponentially.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1.2">RFC 5280, sections 6.1.2 to 6.1.5</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9618">RFC 9618</a>
 */
final class PolicyTree {

    private static final int EXPLICIT = 0;
    private static final int MAPPING = 1;
    private static final int ANY = 2;

    private final CertificatePolicies wanted;
    private final Map<String, Set<String>> expected = new HashMap<>();
    private final int[] left;

    private PolicyTree(CertificatePolicies wanted, int length) {
        this.wanted = wanted;
        this.left = new int[] {
            wanted.explicit() ? 0 : length + 1,
            wanted.inhibitMapping() ? 0 : length + 1,
            wanted.inhibitAny() ? 0 : length + 1
        };
        expected.put(ANY_POLICY, Set.of(ANY_POLICY));
    }

    /**
     * Whether the policies of a path are what is wanted.
     *
     * @param anchor what the anchor says, if it binds; one that names no policies does not limit them
     * @param path the path below it, the caller's certificate last
     */
    static boolean accepts(Optional<PolicyExtensions> anchor, List<PathCertificate> path, CertificatePolicies wanted) {
        if (!wanted.explicit() && !isRequired(anchor, path)) {
            return true; // section 6.1.5 (g): what holds matters where something requires it
        }
        PolicyTree tree = new PolicyTree(wanted, path.size());
        anchor.ifPresent(tree::begin);
        for (PathCertificate issuer : path.subList(0, path.size() - 1)) {
            tree.descend(issuer.policies(), tree.left[ANY] > 0 || issuer.selfIssued());
            if (tree.left[EXPLICIT] == 0 && tree.expected.isEmpty()) {
                return false;
            }
            tree.map(issuer.policies());
            tree.count(issuer.policies(), issuer.selfIssued());
        }
        PolicyExtensions leaf = path.get(path.size() - 1).policies();
        tree.descend(leaf, tree.left[ANY] > 0);
        return tree.ends(leaf);
    }

    private static boolean isRequired(Optional<PolicyExtensions> anchor, List<PathCertificate> path) {
        boolean required = anchor.isPresent() && anchor.get().requireExplicit().isPresent();
        for (int i = 0; !required && i < path.size(); i++) {
            required = path.get(i).policies().requireExplicit().isPresent();
        }
        return required;
    }

    private void begin(PolicyExtensions anchor) {
        if (anchor.policies().isPresent()) {
            descend(anchor, left[ANY] > 0);
        }
        map(anchor);
        count(anchor, true);
    }

    /** Section 6.1.3 (d) and (e). */
    private void descend(PolicyExtensions extensions, boolean anyCounts) {
        Set<String> policies = new HashSet<>(extensions.policies().orElse(Set.of()));
        boolean any = policies.remove(ANY_POLICY) && anyCounts;
        if (expected.containsKey(ANY_POLICY)) {
            policies.forEach(policy -> expected.putIfAbsent(policy, Set.of(policy)));
        }
        if (!any) {
            expected.keySet().retainAll(policies);
        }
    }

    /** Section 6.1.4 (a) and (b). */
    private void map(PolicyExtensions extensions) {
        Map<String, Set<String>> mapped = new HashMap<>();
        extensions.mappings().forEach((of, all) -> {
            Set<String> top = expected.remove(of);
            if (left[MAPPING] > 0 && (top != null || expected.containsKey(ANY_POLICY))) {
                all.forEach(to -> merge(mapped, to, top == null ? Set.of(of) : top));
            }
        });
        mapped.forEach((policy, top) -> merge(expected, policy, top));
    }

    private static void merge(Map<String, Set<String>> into, String policy, Set<String> top) {
        into.merge(policy, top, (one, other) -> {
            Set<String> both = new HashSet<>(one);
            both.addAll(other);
            return both;
        });
    }

    /** Section 6.1.4 (h) to (j). */
    private void count(PolicyExtensions extensions, boolean selfIssued) {
        for (int i = 0; i < left.length && !selfIssued; i++) {
            left[i] = Math.max(0, left[i] - 1);
        }
        left[EXPLICIT] = Math.min(left[EXPLICIT], extensions.requireExplicit().orElse(Integer.MAX_VALUE));
        left[MAPPING] = Math.min(left[MAPPING], extensions.inhibitMapping().orElse(Integer.MAX_VALUE));
        left[ANY] = Math.min(left[ANY], extensions.inhibitAny().orElse(Integer.MAX_VALUE));
    }

    /** Section 6.1.5 (a), (b) and (g). */
    private boolean ends(PolicyExtensions extensions) {
        boolean required = left[EXPLICIT] <= 1
                || extensions.requireExplicit().filter(skipped -> skipped == 0).isPresent();
        return !required || expected.values().stream().anyMatch(this::isWanted);
    }

    private boolean isWanted(Set<String> top) {
        return wanted.accepted().isEmpty()
                || top.contains(ANY_POLICY)
                || top.stream().anyMatch(wanted.accepted()::contains);
    }
}
