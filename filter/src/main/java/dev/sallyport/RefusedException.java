// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

/**
 * Carries a refusal out of code that cannot answer the request itself; the filter that sees it on its way out answers
 * as if it had refused, however others wrapped it.
 */
public final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    /** Refuses the current request. */
    public RefusedException(Refusal refusal) {
        super(refusal.code());
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
