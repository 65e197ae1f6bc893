// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.Deadline;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What is asked of a certificate on a path that is proven.
 *
 * @param certificate the certificate
 * @param signers who may speak for its issuer: the issuer first, then others of its name who were proven too
 * @param caller whether it is the caller's own and not a CA's
 * @param now the time
 * @param patience how long the whole request waits for what is to be fetched
 */
record RevocationQuestion(
        PathCertificate certificate, List<X509Certificate> signers, boolean caller, Instant now, Deadline patience) {

    RevocationQuestion {
        signers = List.copyOf(signers);
    }

    X509Certificate issuer() {
        return signers.get(0);
    }
}
