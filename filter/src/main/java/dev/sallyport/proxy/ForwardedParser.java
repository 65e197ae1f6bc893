// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The syntax of {@code Forwarded}: elements, each with every parameter once, its name in lower case.
 *
 * <p>Blanks may surround commas and semicolons; an element that says nothing is malformed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, section 4</a>
 */
final class ForwardedParser {

    static final int MOST_ELEMENTS = 32;

    private final Cursor cursor;
    private final List<Map<String, String>> elements = new ArrayList<>();

    private ForwardedParser(String header, String text) {
        this.cursor = new Cursor(header, text);
    }

    static List<Map<String, String>> parse(String header, List<String> lines) throws ForwardedException {
        return lines.isEmpty() ? List.of() : new ForwardedParser(header, String.join(", ", lines)).elements(header);
    }

    private List<Map<String, String>> elements(String header) throws ForwardedException {
        elements.add(element());
        while (!cursor.atEnd()) {
            if (!cursor.take(',')) {
                throw cursor.malformed("a comma");
            }
            cursor.takeBlanks();
            if (elements.size() == MOST_ELEMENTS) {
                throw ForwardedException.malformed(header, "it has more than " + MOST_ELEMENTS + " elements");
            }
            elements.add(element());
        }
        return List.copyOf(elements);
    }

    private Map<String, String> element() throws ForwardedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        do {
            if (Cursor.isToken(cursor.peek())) {
                parameter(parameters);
            }
        } while (takeSemicolon());
        if (parameters.isEmpty()) {
            throw cursor.malformed("the name of a parameter");
        }
        return parameters;
    }

    private void parameter(Map<String, String> parameters) throws ForwardedException {
        String name = cursor.takeWhile(Cursor::isToken).toLowerCase(Locale.ROOT);
        if (!cursor.take('=')) {
            throw cursor.malformed("an equals sign");
        }
        if (parameters.putIfAbsent(name, cursor.take('"') ? quoted() : token()) != null) {
            throw cursor.malformed("no second parameter of one name");
        }
        takeBlanksWithin();
    }

    private String token() throws ForwardedException {
        String token = cursor.takeWhile(Cursor::isToken);
        if (token.isEmpty()) {
            throw cursor.malformed("a value");
        }
        return token;
    }

    private String quoted() throws ForwardedException {
        StringBuilder text = new StringBuilder(cursor.takeWhile(Cursor::isPlainText));
        while (!cursor.take('"')) {
            cursor.take('\\'); // whatever follows it stands for itself
            text.append(cursor.takeOf(Cursor::isText, "a character or the closing quote"));
            text.append(cursor.takeWhile(Cursor::isPlainText));
        }
        return text.toString();
    }

    private boolean takeSemicolon() throws ForwardedException {
        if (!cursor.take(';')) {
            return false;
        }
        takeBlanksWithin();
        return true;
    }

    /** A header's value has no blanks at its end. */
    private void takeBlanksWithin() throws ForwardedException {
        boolean blank = cursor.peek() == ' ' || cursor.peek() == '\t';
        cursor.takeBlanks();
        if (blank && cursor.atEnd()) {
            throw cursor.malformed("something behind the blank");
        }
    }
}
