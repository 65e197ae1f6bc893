// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Way.ProxyVerdict;

/** What a verdict means, and whether it can be said where there is a certificate and where there is none. */
enum Verdict {
    VERIFIED(ProxyVerdict.VERIFIED, true, false),
    VERIFIED_IF_ANY(ProxyVerdict.VERIFIED, true, true),
    UNVERIFIED(ProxyVerdict.UNSAID, true, false),
    FAILED(ProxyVerdict.FAILED, true, false),
    FAILED_IF_ANY(ProxyVerdict.FAILED, true, true),
    NO_CERTIFICATE(ProxyVerdict.UNSAID, false, true),
    NOTHING(ProxyVerdict.UNSAID, true, true);

    private final ProxyVerdict verdict;
    private final boolean withCertificate;
    private final boolean withoutCertificate;

    Verdict(ProxyVerdict verdict, boolean withCertificate, boolean withoutCertificate) {
        this.verdict = verdict;
        this.withCertificate = withCertificate;
        this.withoutCertificate = withoutCertificate;
    }

    /** What it says of the certificate, which must agree with whether there is one. */
    ProxyVerdict of(boolean certificate, String header) throws ForwardedException {
        if (certificate ? !withCertificate : !withoutCertificate) {
            throw ForwardedException.conflict(
                    header,
                    certificate
                            ? "it says that there is no certificate"
                            : "it speaks of a certificate that is not there");
        }
        return verdict;
    }
}
