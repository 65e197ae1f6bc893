// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request that the current thread is within, if a test has put it there. */
final class CurrentTestRequest {

    private static final ThreadLocal<@Nullable HttpServletRequest> CURRENT = new ThreadLocal<>();

    private CurrentTestRequest() {}

    static Optional<HttpServletRequest> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Puts it there, or nothing; the one before. */
    static @Nullable HttpServletRequest set(@Nullable HttpServletRequest request) {
        HttpServletRequest before = CURRENT.get();
        if (request == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(request);
        }
        return before;
    }
}
