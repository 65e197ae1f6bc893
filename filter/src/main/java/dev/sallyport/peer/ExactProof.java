// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Believes exactly these certificates, byte for byte. */
record ExactProof(String trust, Set<X509Certificate> certificates) implements Proof {

    ExactProof {
        certificates = Set.copyOf(certificates);
    }

    @Override
    public Result prove(Presented leaf, List<X509Certificate> others, Instant now) {
        return certificates.contains(leaf.certificate())
                ? Result.proven(List.of(leaf.certificate()))
                : Result.refused(new Refusal.UnknownCertificate(leaf.label(), new Names(leaf).sha256(), trust));
    }

    @Override
    public Collection<X509Certificate> believed() {
        return certificates;
    }
}
