// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.Set;

/**
 * Under which certificate policies a path must have been issued.
 *
 * @param accepted object identifiers of policies, one of which must hold; none means any
 * @param explicit whether a policy must hold for every path, also where no CA demands it
 * @param inhibitMapping whether no CA may declare a policy of its own to be as good
 * @param inhibitAny whether {@code anyPolicy} in a certificate is no policy
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1">RFC 5280, section 6.1.1 (c) to (f)</a>
 */
public record CertificatePolicies(Set<String> accepted, boolean explicit, boolean inhibitMapping, boolean inhibitAny) {

    /** Whatever the CAs of a path demand, and nothing more. The default. */
    public static final CertificatePolicies ANY = new CertificatePolicies(Set.of(), false, false, false);

    /** Checks that all are object identifiers; {@link IllegalArgumentException} quotes one that is none. */
    public CertificatePolicies {
        accepted = Set.copyOf(accepted);
        accepted.stream()
                .filter(policy -> !policy.matches("[0-2](\\.(0|[1-9][0-9]{0,17}))+"))
                .findFirst()
                .ifPresent(policy -> {
                    throw new IllegalArgumentException("'" + policy + "' (expected: an object identifier of a policy)");
                });
    }

    /** One of these must hold for every path. */
    public static CertificatePolicies required(Set<String> accepted) {
        return new CertificatePolicies(accepted, true, false, false);
    }
}
