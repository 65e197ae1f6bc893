// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Who says whether a certificate was revoked. It is only asked about certificates on a path that is proven. */
interface RevocationSource {

    /**
     * What it says of a certificate.
     *
     * @param certificate the certificate
     * @param signers who may speak for its issuer: the issuer on the path first, and others of its name who were proven too
     * @param caller whether it is the caller's own and not a CA's
     */
    RevocationStatus status(PathCertificate certificate, List<X509Certificate> signers, boolean caller, Instant now);

    /** When what it says changes. */
    Collection<Instant> turns();
}
