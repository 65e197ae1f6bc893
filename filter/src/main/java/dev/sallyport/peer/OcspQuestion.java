// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.X509Certificate;

/**
 * A certificate that responders are asked about.
 *
 * @param certificate the certificate, on a path that is proven
 * @param issuer who issued it on that path
 * @param caller whether it is the caller's own and not a CA's
 */
record OcspQuestion(PathCertificate certificate, X509Certificate issuer, boolean caller) {

    OcspId id() throws UnreadableException {
        return OcspId.of(certificate, issuer);
    }
}
