// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A response that is well-formed, and nothing more.
 *
 * @param responder what the responder calls itself
 * @param producedAt when it was signed
 * @param entries what it says
 * @param nonce what was asked with, if it says so
 * @param signature who signed it
 * @param certificates what it shows of responders
 */
record OcspResponse(
        Der responder,
        Instant producedAt,
        List<OcspEntry> entries,
        Optional<Der> nonce,
        DetachedSignature signature,
        List<Der> certificates) {

    static final int BY_NAME = 0xA1;
    static final int BY_KEY = 0xA2;

    OcspResponse {
        entries = List.copyOf(entries);
        certificates = List.copyOf(certificates);
    }

    /** Whether this is what the responder calls itself. */
    boolean isOf(X509Certificate signer) throws UnreadableException {
        Der called = responder.only(responder.tag());
        if (responder.tag() == BY_NAME) {
            return DistributionPointNames.principal(called).equals(signer.getSubjectX500Principal());
        }
        return Arrays.equals(called.expect(Der.OCTET_STRING).content(), OcspId.sha1(SubjectKey.bits(signer)));
    }

    /** Whether it was made for another request. One that does not say may have been made for all. */
    boolean answersAnother(byte[] asked) throws UnreadableException {
        return nonce.isPresent() && !Arrays.equals(nonce.get().content(), DerWriter.element(Der.OCTET_STRING, asked));
    }
}
