// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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

    /** A problem document (RFC 9457), or a small page for who would rather have that. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal, String id)
            throws IOException {
        boolean page = Accept.prefersHtml(request.getHeader("Accept"));
        byte[] body = (page ? page(refusal, id) : problem(refusal, id)).getBytes(StandardCharsets.UTF_8);
        response.setStatus(refusal.status());
        response.setContentType(page ? "text/html;charset=utf-8" : "application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        response.addHeader("Vary", "Accept");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String problem(Refusal refusal, String id) {
        return String.format(Locale.ROOT, """
                {"type":"https://sallyport.dev/refusals#%1$s","title":"%2$s","status":%3$d,"code":"%1$s","instance":"%4$s"}
                """, refusal.code(), title(refusal), refusal.status(), id);
    }

    private static String page(Refusal refusal, String id) {
        return String.format(Locale.ROOT, """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%2$s</title></head>
                <body><h1>%2$s</h1><p>This request was refused: <code>%1$s</code>.</p><p><small>%3$s</small></p></body>
                </html>
                """, refusal.code(), title(refusal), id);
    }

    /** {@code wrong-usage} is titled "Wrong usage". */
    private static String title(Refusal refusal) {
        String words = refusal.code().replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
