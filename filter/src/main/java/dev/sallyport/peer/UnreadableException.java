// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/** A part of a certificate that cannot be read; the message completes the sentence "cannot be used: …". */
final class UnreadableException extends Exception {

    UnreadableException(String reason) {
        super(reason);
    }

    UnreadableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
