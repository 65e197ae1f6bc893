// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Carries out what was decided against a request. The caller learns the code and an id, nothing else. */
final class Answer {

    private static final int PERMANENT_REDIRECT = 308;

    private Answer() {}

    static void redirect(HttpServletResponse response, Decision.Redirect redirect) {
        response.setStatus(PERMANENT_REDIRECT);
        response.setHeader("Location", redirect.location());
        if (!redirect.cacheable()) {
            response.setHeader("Cache-Control", "no-store");
        }
        response.setContentLength(0);
    }

    /** Tells a caller who is refused. */
    static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = problem.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        problem.challenge().ifPresent(challenge -> response.setHeader("WWW-Authenticate", challenge));
        response.setContentType(problem.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Vary", "Accept");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
