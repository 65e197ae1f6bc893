// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Believes X.509-SVIDs of its trust domains, each by a path to the anchors of the domain in the caller's SPIFFE ID and to
 * no others.
 *
 * @param trust the name of the trust
 * @param domains the trust domains
 */
record SpiffeProof(String trust, Map<String, AnchorProof> domains) implements Proof {

    SpiffeProof {
        domains = Map.copyOf(domains);
    }

    @Override
    public Result prove(Presented leaf, List<X509Certificate> others, Instant now) throws UnreadableException {
        Optional<Refusal> refusal = Svid.refuse(leaf);
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        AnchorProof domain = domains.get(Svid.id(leaf).orElseThrow().trustDomain());
        return domain == null
                ? Result.refused(
                        new Refusal.UnknownIssuer(leaf.label(), leaf.issuer().text(), trust))
                : domain.prove(leaf, others, now);
    }

    @Override
    public Collection<X509Certificate> believed() {
        return domains.values().stream()
                .flatMap(domain -> domain.believed().stream())
                .toList();
    }

    @Override
    public boolean needsRules() {
        return true;
    }
}
