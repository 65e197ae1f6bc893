// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/** What an SCT is worth. */
enum SctStatus {
    VALID("counts"),
    WRONG_SIGNATURE("is not signed by its log"),
    UNKNOWN_LOG("is of no log of the list"),
    LOG_NOT_IN_FORCE("is of a log that is pending, rejected, or was retired before"),
    OUTSIDE_INTERVAL("is of a log that takes no certificates of this end of validity"),
    STILL_TO_COME("is of a time that is still to come");

    private final String sentence;

    SctStatus(String sentence) {
        this.sentence = sentence;
    }

    /** What completes the sentence "the SCT of some log …". */
    String sentence() {
        return sentence;
    }
}
