// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a certificate says of certificate policies.
 *
 * @param policies those it was issued under; empty if it says nothing
 * @param mappings each policy of its issuer with those of its subject that are as good
 * @param requireExplicit after how many certificates a policy is required
 * @param inhibitMapping after how many certificates none is mapped
 * @param inhibitAny after how many certificates {@code anyPolicy} is none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.4">RFC 5280, sections 4.2.1.4, 4.2.1.5, 4.2.1.11
 *     and 4.2.1.14</a>
 */
record PolicyExtensions(
        Optional<Set<String>> policies,
        Map<String, Set<String>> mappings,
        Optional<Integer> requireExplicit,
        Optional<Integer> inhibitMapping,
        Optional<Integer> inhibitAny) {

    static final String ANY_POLICY = "2.5.29.32.0";
    static final String POLICIES = "2.5.29.32";
    private static final String MAPPINGS = "2.5.29.33";
    private static final String CONSTRAINTS = "2.5.29.36";
    private static final String INHIBIT_ANY = "2.5.29.54";
    private static final int EXPLICIT = 0x80;
    private static final int MAPPING = 0x81;

    /** A pointer to a practice statement, and a notice to people. */
    private static final Set<String> QUALIFIERS = Set.of("1.3.6.1.5.5.7.2.1", "1.3.6.1.5.5.7.2.2");

    static PolicyExtensions read(TbsCertificate certificate) throws UnreadableException {
        Optional<Der> constraints = certificate.extension(CONSTRAINTS);
        Optional<Der> inhibitAny = certificate.extension(INHIBIT_ANY);
        Optional<Der> policies = certificate.extension(POLICIES);
        Optional<Der> mappings = certificate.extension(MAPPINGS);
        return new PolicyExtensions(
                policies.isPresent() ? Optional.of(policies(policies.get())) : Optional.empty(),
                mappings.isPresent() ? mappings(mappings.get()) : Map.of(),
                constraints.isPresent() ? skipped(constraints.get(), EXPLICIT) : Optional.empty(),
                constraints.isPresent() ? skipped(constraints.get(), MAPPING) : Optional.empty(),
                inhibitAny.isPresent() ? Optional.of(number(inhibitAny.get().expect(Der.INTEGER))) : Optional.empty());
    }

    /** Demands that a critical extension qualifies policies only in ways that are known. */
    static void requireKnownQualifiers(TbsCertificate certificate) throws UnreadableException {
        for (Der policy : certificate.extension(POLICIES).orElseThrow().children(Der.SEQUENCE)) {
            List<Der> parts = policy.children(Der.SEQUENCE);
            for (Der qualifier :
                    parts.size() < 2 ? List.<Der>of() : parts.get(1).children(Der.SEQUENCE)) {
                String type = first(qualifier.children(Der.SEQUENCE)).objectIdentifier();
                if (!QUALIFIERS.contains(type)) {
                    throw new UnreadableException("its critical policies have the unknown qualifier " + type);
                }
            }
        }
    }

    private static Set<String> policies(Der extension) throws UnreadableException {
        Set<String> policies = new LinkedHashSet<>();
        for (Der policy : entries(extension)) {
            if (!policies.add(first(policy.children(Der.SEQUENCE)).objectIdentifier())) {
                throw new UnreadableException("one of its policies stands twice");
            }
        }
        return policies;
    }

    private static Map<String, Set<String>> mappings(Der extension) throws UnreadableException {
        Map<String, Set<String>> mappings = new LinkedHashMap<>();
        for (Der mapping : entries(extension)) {
            List<Der> pair = mapping.children(Der.SEQUENCE);
            String of = first(pair).objectIdentifier();
            String to = pair.get(pair.size() - 1).objectIdentifier();
            if (pair.size() != 2 || of.equals(ANY_POLICY) || to.equals(ANY_POLICY)) {
                throw new UnreadableException("one of its policy mappings is malformed or of any policy");
            }
            mappings.computeIfAbsent(of, policy -> new LinkedHashSet<>()).add(to);
        }
        return mappings;
    }

    private static Optional<Integer> skipped(Der constraints, int tag) throws UnreadableException {
        Optional<Integer> skipped = Optional.empty();
        int last = 0;
        for (Der constraint : entries(constraints)) {
            if (constraint.tag() <= last || (constraint.tag() != EXPLICIT && constraint.tag() != MAPPING)) {
                throw new UnreadableException("its policy constraints are malformed");
            }
            last = constraint.tag();
            skipped = last == tag ? Optional.of(number(constraint)) : skipped;
        }
        return skipped;
    }

    private static int number(Der number) throws UnreadableException {
        byte[] content = number.natural();
        return content.length == 1 ? content[0] : Integer.MAX_VALUE; // more than any path has certificates
    }

    /** None of these extensions may be empty. */
    private static List<Der> entries(Der extension) throws UnreadableException {
        List<Der> entries = extension.children(Der.SEQUENCE);
        first(entries);
        return entries;
    }

    private static Der first(List<Der> parts) throws UnreadableException {
        if (parts.isEmpty()) {
            throw new UnreadableException("one of its policy extensions is malformed");
        }
        return parts.get(0);
    }
}
