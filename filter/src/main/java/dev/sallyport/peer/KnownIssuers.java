// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The CAs that stood on paths which were proven, whatever became of the callers. Callers come by few of them, so that of a new
 * caller, as a rule, only his own certificate is new: theirs were read, and it was computed whose key signed them. Whatever
 * may change, such as dates and what was revoked, is asked each time.
 *
 * <p>Only what an anchor leads to is kept, in a table of a fixed size: of two that fall on one place, by chance or because a CA
 * wants it so, the later is known, and the other costs its signature again. Safe for use by many threads.
 */
final class KnownIssuers {

    private static final int PLACES = 256;

    /** More than the certificate of a CA with a key of 4,096 bits; so all weigh some four mebibytes at most. */
    private static final int HEAVIEST = 16 * 1024;

    private final AtomicReferenceArray<@Nullable PathCertificate> issuers = new AtomicReferenceArray<>(PLACES);

    /** The one that is equal to this certificate; null if none is known. */
    @Nullable PathCertificate find(X509Certificate presented) {
        PathCertificate issuer = issuers.get(place(ChainKey.hash(presented)));
        return issuer != null && issuer.certificate().equals(presented) ? issuer : null;
    }

    /**
     * Keeps the CAs of a path that is proven, but for heavy ones and those with name constraints: the JDK, where it validates
     * a path, changes them in the certificate itself.
     *
     * @param path downward from the anchor, the caller's certificate last
     */
    void keep(X509Certificate anchor, List<PathCertificate> path) {
        PublicKey signer = anchor.getPublicKey();
        for (PathCertificate issuer : path.subList(0, path.size() - 1)) {
            if (issuer.nameConstraints().isEmpty() && !issuer.isKnownToBeSignedBy(signer)) {
                ChainKey key = new ChainKey(List.of(issuer.certificate()));
                if (key.weight() <= HEAVIEST) {
                    issuers.setRelease(place(key.hash()), issuer.signedBy(signer));
                }
            }
            signer = issuer.certificate().getPublicKey();
        }
    }

    private static int place(int hash) {
        return hash & (PLACES - 1);
    }
}
