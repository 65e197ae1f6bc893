// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which names a CA may give to those below it, of every kind that can be limited. A limit that cannot be read is no less
 * one: the certificate that has it is not used.
 *
 * @param permitted where names of these kinds must be
 * @param excluded where no name may be
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10">RFC 5280, section 4.2.1.10</a>
 */
record NameConstraints(List<Subtree> permitted, List<Subtree> excluded) {

    static final String EXTENSION = "2.5.29.30";

    /** How often alternative names are compared at most for one certificate; an honest one needs a handful. */
    private static final int MOST_COMPARISONS = 1 << 20;

    /** An otherName with an e-mail address beyond ASCII, which e-mail constraints limit too (RFC 9598). */
    private static final String EMAIL_BEYOND_ASCII = "1.3.6.1.5.5.7.8.9";

    private static final int PERMITTED = 0xA0;
    private static final int EXCLUDED = 0xA1;

    NameConstraints {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    static NameConstraints read(Der extension) throws UnreadableException {
        List<Der> parts = extension.children(Der.SEQUENCE);
        int next = 0;
        List<Subtree> permitted =
                next < parts.size() && parts.get(next).tag() == PERMITTED ? subtrees(parts.get(next++)) : List.of();
        List<Subtree> excluded =
                next < parts.size() ? subtrees(parts.get(next++).expect(EXCLUDED)) : List.of();
        if (next == 0 || next < parts.size()) {
            throw new UnreadableException("its name constraints are empty or malformed");
        }
        return new NameConstraints(permitted, excluded);
    }

    private static List<Subtree> subtrees(Der part) throws UnreadableException {
        List<Subtree> subtrees = new ArrayList<>();
        for (Der subtree : part.children(part.tag())) {
            subtrees.add(Subtree.read(subtree));
        }
        if (subtrees.isEmpty()) {
            throw new UnreadableException("its name constraints are empty");
        }
        return subtrees;
    }

    /** Why the names of a certificate are outside; empty if they are not. */
    Optional<String> refuse(TbsCertificate certificate) {
        try {
            SubjectNames names = SubjectNames.read(certificate);
            if (comparisons(names) > MOST_COMPARISONS) {
                return Optional.of("it has too many names to compare with the name constraints of its anchor or CA");
            }
            for (NameKind kind : NameKind.values()) {
                if (!allows(kind, names.of(kind))) {
                    return Optional.of("it is outside of the name constraints of its anchor or CA");
                }
            }
            return Optional.empty();
        } catch (UnreadableException e) {
            return Optional.of("its anchor or CA has name constraints, and " + e.getMessage());
        }
    }

    private long comparisons(SubjectNames names) {
        return Stream.concat(permitted.stream(), excluded.stream())
                .mapToLong(tree -> names.alternatives(tree.kind()))
                .sum();
    }

    private boolean allows(NameKind kind, List<Der> names) throws UnreadableException {
        List<Subtree> within = of(kind, permitted);
        List<Subtree> outside = of(kind, excluded);
        if (kind == NameKind.OTHER && names.stream().anyMatch(NameConstraints::isEmailBeyondAscii)) {
            return of(NameKind.EMAIL, permitted).isEmpty()
                    && of(NameKind.EMAIL, excluded).isEmpty();
        }
        for (Der name : within.isEmpty() && outside.isEmpty() ? List.<Der>of() : names) {
            List<String> parts = NameParts.of(kind, name);
            boolean permitted = within.isEmpty() || within.stream().anyMatch(tree -> tree.contains(parts));
            if (!permitted || outside.stream().anyMatch(tree -> tree.touches(parts))) {
                return false;
            }
        }
        return true;
    }

    private static List<Subtree> of(NameKind kind, List<Subtree> trees) {
        return trees.stream().filter(tree -> tree.kind() == kind).toList();
    }

    private static boolean isEmailBeyondAscii(Der name) {
        try {
            return name.children(name.tag()).get(0).objectIdentifier().equals(EMAIL_BEYOND_ASCII);
        } catch (UnreadableException | IndexOutOfBoundsException e) {
            return true;
        }
    }
}
