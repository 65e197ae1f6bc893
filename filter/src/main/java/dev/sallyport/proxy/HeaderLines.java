// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import java.util.List;
import java.util.Optional;

/** The lines of one header, within bounds. */
final class HeaderLines {

    /** What the longest chain of certificates takes, escaped. */
    static final int CERTIFICATES = 512 * 1024;

    /** What addresses, hosts and verdicts take. */
    static final int WORDS = 8 * 1024;

    private HeaderLines() {}

    /** Each line, where a header is a list. */
    static List<String> all(Headers headers, String name, int mostCharacters) throws ForwardedException {
        List<String> lines = headers.values(name);
        long characters = 0;
        for (String line : lines) {
            characters += line.length() + 1L;
        }
        if (characters > mostCharacters) {
            throw ForwardedException.malformed(name, "it has more than " + mostCharacters + " characters");
        }
        return lines;
    }

    /** The only line, where a header says one thing; a second one is a conflict, even if it is the same. */
    static Optional<String> single(Headers headers, String name, int mostCharacters) throws ForwardedException {
        List<String> lines = all(headers, name, mostCharacters);
        if (lines.size() > 1) {
            throw ForwardedException.conflict(name, "it is there " + lines.size() + " times");
        }
        return lines.stream().findFirst();
    }
}
