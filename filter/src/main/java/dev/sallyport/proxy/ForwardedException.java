// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

/** A trusted proxy said something that cannot be used; its message is a part of a sentence, for the operator. */
public final class ForwardedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String header;
    private final boolean conflict;

    private ForwardedException(String header, String reason, boolean conflict) {
        super(reason);
        this.header = header;
        this.conflict = conflict;
    }

    /** The header is not written as it should be. */
    static ForwardedException malformed(String header, String reason) {
        return new ForwardedException(header, reason, false);
    }

    /** The header contradicts another one. */
    static ForwardedException conflict(String header, String reason) {
        return new ForwardedException(header, reason, true);
    }

    String header() {
        return header;
    }

    boolean isConflict() {
        return conflict;
    }
}
