// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.time.Instant;

/** Whether certificates were revoked. */
sealed interface RevocationStatus {

    /** Until when nothing else would be said, if nothing new is learned; {@link Instant#MAX} is for ever. */
    Instant until();

    /**
     * No certificate that was asked about was.
     *
     * @param until until when that holds
     */
    record Good(Instant until) implements RevocationStatus {}

    /**
     * One was.
     *
     * @param certificate which
     * @param refusal what says so
     * @param until until when that is said
     */
    record Revoked(PathCertificate certificate, Refusal refusal, Instant until) implements RevocationStatus {}

    /**
     * Nobody knows.
     *
     * @param refusal of which certificate, and why
     * @param suspected whether something lists it that may not speak of it as far as we know
     * @param until when to ask again
     */
    record Unknown(Refusal.RevocationUnknown refusal, boolean suspected, Instant until) implements RevocationStatus {}
}
