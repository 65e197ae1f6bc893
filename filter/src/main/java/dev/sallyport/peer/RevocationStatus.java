// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;

/** Whether certificates were revoked. */
sealed interface RevocationStatus {

    /** No certificate that was asked about was. */
    record Good() implements RevocationStatus {}

    /**
     * One was.
     *
     * @param certificate which
     * @param refusal what says so
     */
    record Revoked(PathCertificate certificate, Refusal refusal) implements RevocationStatus {}

    /**
     * Nobody knows.
     *
     * @param refusal of which certificate, and why
     * @param suspected whether something lists it that may not speak of it as far as we know
     */
    record Unknown(Refusal refusal, boolean suspected) implements RevocationStatus {}
}
