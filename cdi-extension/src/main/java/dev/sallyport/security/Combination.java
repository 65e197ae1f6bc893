// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

/** What becomes of callers without a certificate where the application may have another authentication mechanism too. */
public enum Combination {
    /** They are refused where a caller is required. The application must have no other mechanism. */
    CERTIFICATE_ONLY,

    /**
     * They are left to the application's other mechanism. A caller with a certificate that is not accepted is not: he is
     * refused where a caller is required, and nobody elsewhere.
     */
    CERTIFICATE_FIRST,

    /** They are left to the application's other mechanism, and so is a caller whose certificate is not accepted. */
    ACCEPTED_CERTIFICATE_FIRST,

    /**
     * They are left to whoever asks this mechanism: the container, which lets them in where no caller is required, or the
     * application's own {@code HttpAuthenticationMechanismHandler} of Jakarta Security 4.0.
     */
    CERTIFICATE_OR_NOTHING
}
