// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.RefusedException;
import dev.sallyport.RequireClientCert;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Lets other programming models ask for what a guarded servlet gets: the way in for the CDI extension. */
public final class Guard {

    private Guard() {}

    /** Whether a Sallyport filter stands before this application, so that identities can exist at all. */
    public static boolean standsBefore(ServletContext context) {
        return context.getAttribute(Guard.class.getName()) != null;
    }

    /**
     * Makes the call as the peer that the requirement demands; within it the current identity is that peer.
     *
     * @param request the current request, wrapped or not; empty outside of a request
     * @throws RefusedException if the requirement is not met, or no Sallyport filter saw the request
     */
    public static <T> T call(Optional<HttpServletRequest> request, RequireClientCert requirement, Callable<T> call)
            throws Exception {
        throw new IllegalStateException("not built");
    }
}
