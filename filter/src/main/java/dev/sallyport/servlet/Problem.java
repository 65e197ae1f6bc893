// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Refusal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a refused caller is told: the code and an id, nothing else. A problem document, or a small page for who would rather
 * have that; it differs by the header {@code Accept}, and nobody may store it.
 *
 * @param status of HTTP
 * @param contentType {@code application/problem+json}, or HTML in UTF-8
 * @param body in UTF-8
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(int status, String contentType, String body) {

    /** The {@code WWW-Authenticate} that an answer 401 must have: a token was not accepted (RFC 6750, section 3.1). */
    public Optional<String> challenge() {
        return status == 401 ? Optional.of("Bearer error=\"invalid_token\"") : Optional.empty();
    }

    /** What to tell of the refusal to who accepts this. */
    static Problem of(Refusal refusal, String id, @Nullable String accept) {
        return Accept.prefersHtml(accept)
                ? new Problem(refusal.status(), "text/html;charset=utf-8", page(refusal, id))
                : new Problem(refusal.status(), "application/problem+json", document(refusal, id));
    }

    private static String document(Refusal refusal, String id) {
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
