// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

/** A stranger's words, made safe to print: one line, nothing invisible, not too long. */
final class PrintableText {

    private static final String CUT = " … ";

    private PrintableText() {}

    /** The text with every character that cannot be seen written as its number, such as {@code \\u{a}}. */
    static String of(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> append(safe, point));
        return safe.toString();
    }

    /** As {@link #of}; what is longer is cut out of the middle, for who and which request stand at the ends. */
    static String of(String text, int most) {
        String safe = of(text);
        if (safe.length() <= most) {
            return safe;
        }
        int head = most / 2;
        int tail = safe.length() - (most - head);
        boolean headSplitsPair = Character.isHighSurrogate(safe.charAt(head - 1));
        boolean tailSplitsPair = Character.isLowSurrogate(safe.charAt(tail));
        return safe.substring(0, headSplitsPair ? head - 1 : head)
                + CUT
                + safe.substring(tailSplitsPair ? tail + 1 : tail);
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
