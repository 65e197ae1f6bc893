// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why nothing was fetched, in one sentence without a secret of a URL. */
public final class FetchException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean ofHost;

    private FetchException(String message, boolean ofHost, @Nullable Throwable cause) {
        super(message, cause);
        this.ofHost = ofHost;
    }

    /** What came, or would have come, cannot be used. */
    public FetchException(String message) {
        this(message, false, null);
    }

    /** The same, because of something else. */
    public FetchException(String message, Throwable cause) {
        this(message, false, cause);
    }

    /** The host cannot be spoken to, whatever is asked of it. */
    static FetchException ofHost(String message, @Nullable Throwable cause) {
        return new FetchException(message, true, cause);
    }

    /** Whether asking the host for something else would be as vain. */
    boolean isOfHost() {
        return ofHost;
    }
}
