// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Believes that the container has verified the path, its signatures and its anchor. What was presented after the
 * caller's certificate, as far as each issued the one before it, must still be within its time and strong enough.
 */
record ContainerProof(ClientUsage usage, AlgorithmPolicy algorithms, SignatureCheck check) implements Proof {

    @Override
    public Result prove(Presented leaf, List<X509Certificate> others, Instant now) throws UnreadableException {
        leaf.fields().requireVersion3();
        List<X509Certificate> chain = new ArrayList<>(List.of(leaf.certificate()));
        for (X509Certificate other : others) {
            X509Certificate last = chain.get(chain.size() - 1);
            boolean root = other.getSubjectX500Principal().equals(other.getIssuerX500Principal());
            if (root || !issued(other, last)) {
                break;
            }
            Optional<Refusal> refusal = Stream.of(
                            Dates.refuse(other, now),
                            usage.refuseIssuer(other, TbsCertificate.read(other)),
                            algorithms.refuse(other))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (refusal.isPresent()) {
                return Result.refused(refusal.get());
            }
            chain.add(other);
        }
        return Result.proven(chain);
    }

    /** Where it was a proxy that verified the path, it must say so. */
    @Override
    public boolean believes(Way way) {
        return !(way instanceof Way.Proxied proxied) || proxied.verdict() == Way.ProxyVerdict.VERIFIED;
    }

    @Override
    public Collection<X509Certificate> believed() {
        return List.of();
    }

    /** A CA, by name and by signature: a container may show what the client sent beside the path that it verified. */
    private boolean issued(X509Certificate issuer, X509Certificate certificate) {
        return issuer.getBasicConstraints() >= 0
                && PathRules.maySignCertificates(issuer)
                && issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && check.isSigned(certificate, issuer.getPublicKey());
    }
}
