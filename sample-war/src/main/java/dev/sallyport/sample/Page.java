// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The frame of every page; its one style sheet is part of it, and nothing else may be loaded or run. */
final class Page {

    private static final String STYLE = style();
    private static final String POLICY = "default-src 'none'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; style-src 'sha256-" + sha256(STYLE) + "'";

    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <style>{style}</style>
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            {body}</main>
            <footer>Guarded by Sallyport</footer>
            </body>
            </html>
            """;

    private Page() {}

    /**
     * Answers with a page.
     *
     * @param title plain text
     * @param body HTML, in which every foreign word is already {@link #escaped}
     */
    static void write(HttpServletResponse response, String title, String body) throws IOException {
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter()
                .print(FRAME.replace("{title}", escaped(title))
                        .replace("{style}", STYLE)
                        .replace("{body}", body));
    }

    /** Any text as HTML that shows it and does nothing else. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(Page.class.getResourceAsStream("page.css"), "page.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page.css cannot be read", e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
