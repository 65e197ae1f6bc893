// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

/**
 * A value that is replaced as a whole while others read it. Whoever decides something reads it once.
 *
 * <p>Safe for use by many threads, if the value is.
 */
public final class Rotating<T> {

    private volatile T current;

    /** Begins with this value. */
    public Rotating(T first) {
        this.current = first;
    }

    /** What is in force now. */
    public T now() {
        return current;
    }

    /** From now on this is in force. */
    public void replace(T next) {
        current = next;
    }
}
