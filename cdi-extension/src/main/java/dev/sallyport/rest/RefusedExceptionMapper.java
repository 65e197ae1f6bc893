// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.RefusedException;
import dev.sallyport.servlet.Guard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Answers for a guarded bean that has refused the caller of a resource: it is nearer than a mapper of every exception. */
final class RefusedExceptionMapper implements ExceptionMapper<RefusedException> {

    private final @Nullable HttpServletRequest request;

    RefusedExceptionMapper(@Nullable HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public Response toResponse(RefusedException refused) {
        HttpServletRequest current = request;
        return current == null || !isHere(current)
                ? Answers.withoutRequest(refused.refusal())
                : Answers.of(current, refused.refusal());
    }

    /** Whether this thread works for a request that Sallyport has seen. */
    private static boolean isHere(HttpServletRequest request) {
        try {
            return Guard.standsBefore(request.getServletContext());
        } catch (RuntimeException elsewhere) { // each implementation throws its own
            return false;
        }
    }
}
