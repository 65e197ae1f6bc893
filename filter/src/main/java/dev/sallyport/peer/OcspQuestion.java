// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * What responders are asked.
 *
 * @param id which certificate is meant
 * @param notBefore since when it is valid
 * @param issuer who issued it, on the path that is proven
 * @param caller whether it is the caller's own and not a CA's
 */
record OcspQuestion(OcspId id, Instant notBefore, X509Certificate issuer, boolean caller) {

    static OcspQuestion of(RevocationQuestion question) throws UnreadableException {
        OcspId id = OcspId.of(question.certificate(), question.issuer());
        Instant notBefore = question.certificate().certificate().getNotBefore().toInstant();
        return new OcspQuestion(id, notBefore, question.issuer(), question.caller());
    }
}
