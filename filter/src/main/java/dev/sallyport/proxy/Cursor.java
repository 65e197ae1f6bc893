// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.nio.CharBuffer;
import java.util.function.IntPredicate;

/** Reads the value of a header from its left to its right. */
final class Cursor {

    /** What {@link #peek} says behind the last character. */
    static final int END = -1;

    private final String header;
    private final String text;
    private final CharBuffer rest;

    Cursor(String header, String text) {
        this.header = header;
        this.text = text;
        this.rest = CharBuffer.wrap(text);
    }

    /** The next character, which stays. */
    int peek() {
        return rest.hasRemaining() ? rest.get(rest.position()) : END;
    }

    boolean atEnd() {
        return !rest.hasRemaining();
    }

    /** Takes the next character, if it is this one. */
    boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        rest.get();
        return true;
    }

    /** Takes as many characters as belong together. */
    String takeWhile(IntPredicate belongs) {
        int from = rest.position();
        int to = from;
        while (to < text.length() && belongs.test(text.charAt(to))) {
            to++;
        }
        rest.position(to);
        return text.substring(from, to);
    }

    /** Takes blanks and tabs, if there are any. */
    void takeBlanks() {
        while (take(' ') || take('\t')) {
            // the next one
        }
    }

    /** Takes a character that must be there. */
    char takeOf(IntPredicate allowed, String expected) throws ForwardedException {
        if (atEnd() || !allowed.test(peek())) {
            throw malformed(expected);
        }
        return rest.get();
    }

    /** What to throw where something else is expected. */
    ForwardedException malformed(String expected) {
        return ForwardedException.malformed(
                header, "at character " + (rest.position() + 1) + ' ' + expected + " is expected");
    }

    static boolean isToken(int c) {
        return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Whether it may stand between quotes and is neither the closing one nor a backslash. */
    static boolean isPlainText(int c) {
        return isText(c) && c != '"' && c != '\\';
    }

    /** Whether it may stand between quotes, or behind a backslash. */
    static boolean isText(int c) {
        return c == '\t' || (c >= ' ' && c <= '~') || (c >= 0x80 && c <= 0xFF);
    }
}
