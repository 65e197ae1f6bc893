// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CAs that stood on paths which were proven, whatever became of the callers. Callers come by few of them, so that of a new
 * caller, as a rule, only his own certificate is new: theirs were read, and it was computed whose key signed them. Whatever
 * may change, such as dates and what was revoked, is asked each time.
 *
 * <p>Only what an anchor leads to is kept, and about a mebibyte of it. Safe for use by many threads.
 */
final class KnownIssuers {

    private static final int MOST_MEMORY = 1024 * 1024;

    private final Cache<ChainKey, PathCertificate> issuers = Caffeine.newBuilder()
            .maximumWeight(MOST_MEMORY)
            .<ChainKey, PathCertificate>weigher((key, issuer) -> key.weight())
            .executor(Runnable::run) // no thread of its own in somebody's container
            .build();

    /** The one that is equal to this certificate; null if none is known. */
    @Nullable PathCertificate find(X509Certificate presented) {
        return issuers.getIfPresent(new ChainKey(List.of(presented)));
    }

    /**
     * Keeps the CAs of a path that is proven, but for those with name constraints: the JDK, where it validates a path, changes
     * them in the certificate itself.
     *
     * @param path downward from the anchor, the caller's certificate last
     */
    void keep(X509Certificate anchor, List<PathCertificate> path) {
        PublicKey signer = anchor.getPublicKey();
        for (PathCertificate issuer : path.subList(0, path.size() - 1)) {
            if (issuer.nameConstraints().isEmpty() && !issuer.isKnownToBeSignedBy(signer)) {
                issuers.put(new ChainKey(List.of(issuer.certificate())), issuer.signedBy(signer));
            }
            signer = issuer.certificate().getPublicKey();
        }
    }
}
