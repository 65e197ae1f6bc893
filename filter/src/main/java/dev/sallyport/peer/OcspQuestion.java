// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.X509Certificate;

/**
 * What responders are asked.
 *
 * @param id which certificate is meant
 * @param issuer who issued it, on the path that is proven
 * @param caller whether it is the caller's own and not a CA's
 */
record OcspQuestion(OcspId id, X509Certificate issuer, boolean caller) {

    static OcspQuestion of(RevocationQuestion question) throws UnreadableException {
        OcspId id = OcspId.of(question.certificate(), question.issuer());
        return new OcspQuestion(id, question.issuer(), question.caller());
    }
}
