// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import java.util.Locale;

/** The little JSON that this application writes. */
final class Json {

    private Json() {}

    /** A JSON string: quoted, with everything escaped that must be. */
    static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || c > '~') {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
