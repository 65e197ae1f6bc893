// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.Refusal;
import dev.sallyport.peer.Verdict;

/**
 * What the product said.
 *
 * @param accepted whether it let the caller in
 * @param code the code of the refusal, or empty
 * @param message its sentence, or empty
 */
record Answer(boolean accepted, String code, String message) {

    static Answer of(Verdict verdict) {
        return verdict.either(peer -> new Answer(true, "", ""), Answer::refused);
    }

    static Answer refused(Refusal refusal) {
        return new Answer(false, refusal.code(), refusal.message());
    }

    static Answer refused(String code, String message) {
        return new Answer(false, code, message);
    }

    /** A row of a suite that says accept and reject in these words. */
    Row row(String suite, String id, String kind, String expected, String accept, String reject) {
        return new Row(suite, id, kind, expected, accepted ? accept : reject, code, message, accepted);
    }
}
