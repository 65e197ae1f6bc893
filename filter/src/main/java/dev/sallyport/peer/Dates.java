// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Whether a certificate is within its time; both ends belong to it. */
final class Dates {

    private Dates() {}

    static Optional<Refusal> refuse(X509Certificate certificate, Instant now) {
        Instant notBefore = certificate.getNotBefore().toInstant();
        Instant notAfter = certificate.getNotAfter().toInstant();
        if (now.isAfter(notAfter)) {
            return Optional.of(new Refusal.Expired(Presented.label(certificate), notAfter, now));
        }
        return now.isBefore(notBefore)
                ? Optional.of(new Refusal.NotYetValid(Presented.label(certificate), notBefore, now))
                : Optional.empty();
    }
}
