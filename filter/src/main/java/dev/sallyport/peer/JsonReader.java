// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON strictly: UTF-8, nothing after the value, no name twice in an object, no deeper than a log list needs. Whoever
 * gives it the bytes bounds their number.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonReader {

    private static final int DEEPEST = 32;

    /** What stands beyond the end: no character that JSON knows. */
    private static final char END = '\uFFFF';

    private static final Pattern LITERAL =
            Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
    private static final String WHITE_SPACE = " \t\r\n";
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private final CharBuffer text;

    private JsonReader(CharBuffer text) {
        this.text = text;
    }

    static Json read(byte[] utf8) throws UnreadableException {
        try {
            JsonReader reader =
                    new JsonReader(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)));
            Object value = reader.value(0);
            reader.next();
            if (reader.text.hasRemaining()) {
                throw reader.malformed();
            }
            return new Json(value);
        } catch (CharacterCodingException e) {
            throw new UnreadableException("it is no UTF-8", e);
        }
    }

    private Object value(int depth) throws UnreadableException {
        if (depth > DEEPEST) {
            throw new UnreadableException("its JSON is nested more than " + DEEPEST + " deep");
        }
        return switch (next()) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> object(int depth) throws UnreadableException {
        Map<String, Object> members = new LinkedHashMap<>();
        text.get();
        if (next() == '}') {
            text.get();
            return members;
        }
        do {
            if (next() != '"') {
                throw malformed();
            }
            String name = string();
            expect(':');
            if (members.put(name, value(depth)) != null) {
                throw new UnreadableException("its JSON has a member twice in one object");
            }
        } while (more('}'));
        return members;
    }

    private List<Object> array(int depth) throws UnreadableException {
        List<Object> elements = new ArrayList<>();
        text.get();
        if (next() == ']') {
            text.get();
            return elements;
        }
        do {
            elements.add(value(depth));
        } while (more(']'));
        return elements;
    }

    private String string() throws UnreadableException {
        StringBuilder string = new StringBuilder();
        text.get();
        while (text.hasRemaining()) {
            char next = text.get();
            if (next == '"') {
                return string.toString();
            }
            if (next < ' ') {
                throw malformed();
            }
            string.append(next == '\\' ? escaped() : next);
        }
        throw malformed();
    }

    private char escaped() throws UnreadableException {
        char kind = text.hasRemaining() ? text.get() : END;
        if (kind == 'u') {
            return codeUnit();
        }
        int index = ESCAPED.indexOf(kind);
        if (index < 0) {
            throw malformed();
        }
        return MEANT.charAt(index);
    }

    private char codeUnit() throws UnreadableException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char digit = text.hasRemaining() ? text.get() : END;
            if (!HexFormat.isHexDigit(digit)) {
                throw malformed();
            }
            unit = unit << 4 | HexFormat.fromHexDigit(digit);
        }
        return (char) unit;
    }

    private Json.Literal literal() throws UnreadableException {
        Matcher matcher = LITERAL.matcher(text);
        if (!matcher.lookingAt()) {
            throw malformed();
        }
        String literal = matcher.group();
        text.position(text.position() + literal.length());
        return new Json.Literal(literal);
    }

    /** Whether another follows, or the end. */
    private boolean more(char end) throws UnreadableException {
        char next = next();
        if (next != ',' && next != end) {
            throw malformed();
        }
        text.get();
        return next == ',';
    }

    private void expect(char wanted) throws UnreadableException {
        if (next() != wanted) {
            throw malformed();
        }
        text.get();
    }

    /** The next character that is no white space; it is not consumed. */
    private char next() {
        while (text.hasRemaining() && WHITE_SPACE.indexOf(text.charAt(0)) >= 0) {
            text.get();
        }
        return text.hasRemaining() ? text.charAt(0) : END;
    }

    private UnreadableException malformed() {
        return new UnreadableException("its JSON is malformed near character " + (text.position() + 1));
    }
}
