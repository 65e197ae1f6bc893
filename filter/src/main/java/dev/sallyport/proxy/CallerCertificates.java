// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Way.ProxyVerdict;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The certificates that a proxy's caller presented, as the proxy forwards them; not verified.
 *
 * @param certificates the caller's own first; none if it presented none
 * @param verdict what the proxy says of them
 * @param earlier what the caller in turn had been told of its own caller, should it prove to be a proxy too
 */
public record CallerCertificates(
        List<X509Certificate> certificates, ProxyVerdict verdict, Optional<CallerCertificates> earlier) {

    /** A caller who presented no certificate. */
    public static final CallerCertificates NONE =
            new CallerCertificates(List.of(), ProxyVerdict.UNSAID, Optional.empty());

    /** Keeps a copy. */
    public CallerCertificates {
        certificates = List.copyOf(certificates);
    }
}
