// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.proxy.XfccElement.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * The syntax of {@code X-Forwarded-Client-Cert}: elements between commas, pairs between semicolons. Within quotes a backslash
 * keeps the quote behind it from ending them; every other one is a part of the value, as in the text of a subject.
 *
 * @see <a href="https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#x-forwarded-client-cert">Envoy</a>
 */
final class XfccParser {

    static final int MOST_ELEMENTS = 32;

    private final Cursor cursor;

    private XfccParser(String header, String text) {
        this.cursor = new Cursor(header, text);
    }

    /** Its elements, that of the nearest Envoy last; none if it is empty. */
    static List<XfccElement> parse(String header, List<String> lines) throws ForwardedException {
        String text = String.join(", ", lines);
        return text.isEmpty() ? List.of() : new XfccParser(header, text).elements(header);
    }

    private List<XfccElement> elements(String header) throws ForwardedException {
        List<XfccElement> elements = new ArrayList<>();
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
        return elements;
    }

    private XfccElement element() throws ForwardedException {
        List<Pair> pairs = new ArrayList<>();
        do {
            pairs.add(pair());
        } while (cursor.take(';'));
        return new XfccElement(pairs);
    }

    private Pair pair() throws ForwardedException {
        String key = cursor.takeWhile(Cursor::isAlphanumeric);
        if (key.isEmpty() || !cursor.take('=')) {
            throw cursor.malformed("a key and an equals sign");
        }
        return cursor.take('"')
                ? new Pair(key, quoted(), true)
                : new Pair(key, cursor.takeWhile(XfccParser::isUnquoted), false);
    }

    private String quoted() throws ForwardedException {
        StringBuilder value = new StringBuilder(cursor.takeWhile(Cursor::isPlainText));
        while (!cursor.take('"')) {
            boolean escape = cursor.take('\\');
            char next = cursor.takeOf(Cursor::isText, "a character or the closing quote");
            if (escape && next != '"') {
                value.append('\\');
            }
            value.append(next).append(cursor.takeWhile(Cursor::isPlainText));
        }
        return value.toString();
    }

    private static boolean isUnquoted(int c) {
        return c > ' ' && c <= '~' && c != '"' && c != ',' && c != ';';
    }
}
