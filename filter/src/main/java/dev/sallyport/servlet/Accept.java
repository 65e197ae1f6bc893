// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What kind of answer a client would rather have.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, section 12.5.1</a>
 */
final class Accept {

    private static final int LONGEST = 1_000;

    private Accept() {}

    /** Whether the header names HTML, and nothing of JSON with more weight. */
    static boolean prefersHtml(@Nullable String accept) {
        if (accept == null || accept.length() > LONGEST) {
            return false;
        }
        double html = weight(accept, "text/html");
        return html > 0
                && html >= Math.max(weight(accept, "application/problem+json"), weight(accept, "application/json"));
    }

    private static double weight(String accept, String type) {
        return Arrays.stream(accept.split(","))
                .map(range -> range.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*"))
                .filter(range -> range.length > 0 && range[0].equals(type))
                .mapToDouble(Accept::quality)
                .max()
                .orElse(0);
    }

    private static double quality(String[] range) {
        return Arrays.stream(range)
                .filter(parameter -> parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)"))
                .mapToDouble(parameter -> Double.parseDouble(parameter.substring(2)))
                .findFirst()
                .orElse(1);
    }
}
