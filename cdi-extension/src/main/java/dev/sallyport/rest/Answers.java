// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.Refusal;
import dev.sallyport.servlet.Guard;
import dev.sallyport.servlet.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** What a refused caller gets. */
final class Answers {

    private Answers() {}

    /** The same as a filter's; the operator is told, once. */
    static Response of(HttpServletRequest request, Refusal refusal) {
        Problem problem = Guard.problem(request, refusal);
        return Response.status(problem.status())
                .entity(problem.body())
                .type(problem.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.WWW_AUTHENTICATE, problem.challenge().orElse(null)) // null is no header
                .build();
    }

    /** The status alone. */
    static Response withoutRequest(Refusal refusal) {
        return Response.status(refusal.status()).build();
    }
}
