// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.time.Instant;

/** Who answers for a certificate. */
interface OcspAnswers {

    /**
     * What is known of a certificate, and was verified.
     *
     * @throws UnreadableException if nobody has said anything of it that can be believed
     */
    OcspAnswer about(OcspQuestion question, Instant now) throws UnreadableException;
}
