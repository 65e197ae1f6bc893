// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.Answer;

/** Who answers for certificates. */
interface OcspAnswers {

    /** What is known of a certificate, if who may answer has said it. */
    Answer<OcspAnswer> about(RevocationQuestion question);
}
