// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Believes paths to one of its anchors. Each that {@link PathSearch} finds is put to our own checks and then to the JDK's
 * validation, and then it is asked whether something on it was revoked; the first that passes all proves the caller, and if
 * he has several, one with a pinned key. A caller's certificate that is itself an anchor proves itself; of anchors nobody
 * can say that they were revoked.
 */
final class AnchorProof implements Proof {

    private final String trust;
    private final PathRules rules;
    private final SignatureCheck check;
    private final Pins pins;
    private final RevocationCheck revocation;
    private final KnownIssuers issuers = new KnownIssuers();
    private final Map<X500Principal, List<Anchor>> anchors = new HashMap<>();
    private final Set<ChainKey> anchorsAsCallers = new HashSet<>();

    AnchorProof(
            String trust,
            PathRules rules,
            SignatureCheck check,
            RevocationCheck revocation,
            AnchorLimits limits,
            Pins pins,
            Collection<X509Certificate> certificates) {
        this.trust = trust;
        this.rules = rules;
        this.check = check;
        this.pins = pins;
        this.revocation = revocation;
        for (X509Certificate certificate : certificates) {
            anchors.computeIfAbsent(certificate.getSubjectX500Principal(), subject -> new ArrayList<>())
                    .add(Anchor.of(certificate, limits, rules));
            anchorsAsCallers.add(new ChainKey(List.of(certificate)));
        }
    }

    @Override
    public Result prove(Presented leaf, List<X509Certificate> others, Instant now) throws UnreadableException {
        leaf.fields().requireVersion3();
        if (anchorsAsCallers.contains(new ChainKey(List.of(leaf.certificate())))) {
            return Result.proven(List.of(leaf.certificate()));
        }
        PathCertificate read = PathCertificate.of(leaf.certificate(), leaf.fields());
        return new PathSearch(rules, check, revocation, read, others, issuers, now, found -> pins.admit(found, now))
                .search(anchors)
                .orElseGet(() -> Result.refused(
                        new Refusal.UnknownIssuer(leaf.label(), leaf.issuer().text(), trust)));
    }

    @Override
    public Collection<X509Certificate> believed() {
        return anchors.values().stream()
                .flatMap(List::stream)
                .map(Anchor::certificate)
                .toList();
    }
}
