// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

/** A stranger's words, made safe to print: one line, nothing invisible, not too long. */
final class PrintableText {

    private static final int MOST_CHARACTERS = 2000;
    private static final String CUT = "…";

    private PrintableText() {}

    static String of(String text) {
        var safe = new StringBuilder();
        text.codePoints().limit(MOST_CHARACTERS).forEach(point -> append(safe, point));
        if (safe.length() > MOST_CHARACTERS) {
            safe.setLength(MOST_CHARACTERS);
        }
        return text.length() > MOST_CHARACTERS || safe.length() == MOST_CHARACTERS
                ? safe.append(CUT).toString()
                : safe.toString();
    }

    private static void append(StringBuilder safe, int point) {
        if (isPrintable(point)) {
            safe.appendCodePoint(point);
        } else {
            safe.append("\\u{").append(Integer.toHexString(point)).append('}');
        }
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
