// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of serial numbers that takes little more than their bytes. Those below one or of more than 20 bytes, which no
 * certificate has that is believed, are left out.
 *
 * <p>A number is given as the content of its DER.
 */
final class SerialNumbers {

    private static final int LONGEST = 20;

    /** By the length of the numbers in them. */
    private final @Nullable SerialTable[] tables;

    private SerialNumbers(@Nullable SerialTable[] tables) {
        this.tables = tables;
    }

    boolean contains(byte[] number) {
        int from = start(number);
        SerialTable table = from < 0 ? null : tables[number.length - from];
        return table != null && table.contains(number, from);
    }

    int size() {
        int size = 0;
        for (SerialTable table : tables) {
            size += table == null ? 0 : table.size();
        }
        return size;
    }

    /** Whether one was added more than once. */
    boolean repeats() {
        boolean repeats = false;
        for (SerialTable table : tables) {
            repeats |= table != null && table.repeats();
        }
        return repeats;
    }

    /** Where its first byte that counts is; below zero if it is none of ours. */
    private static int start(byte[] number) {
        int from = number.length > 1 && number[0] == 0 ? 1 : 0;
        boolean above = number.length > 1 ? number[0] >= 0 : number.length == 1 && number[0] > 0;
        return above && number.length - from <= LONGEST ? from : -1;
    }

    /** Collects them in any order. */
    static final class Builder {

        private static final int FIRST_BYTES = 1024;

        private final byte[][] rows = new byte[LONGEST + 1][0];
        private final int[] used = new int[LONGEST + 1];

        void add(byte[] number) {
            int from = start(number);
            if (from >= 0) {
                int width = number.length - from;
                if (used[width] + width > rows[width].length) {
                    int more = Math.max(FIRST_BYTES, rows[width].length / 2);
                    rows[width] = Arrays.copyOf(rows[width], Math.addExact(rows[width].length, more));
                }
                System.arraycopy(number, from, rows[width], used[width], width);
                used[width] += width;
            }
        }

        /** Gives them away: nothing can be added after. */
        SerialNumbers build() {
            @Nullable SerialTable[] tables = new SerialTable[LONGEST + 1];
            for (int width = 1; width <= LONGEST; width++) {
                if (used[width] > 0) {
                    byte[] exact = Arrays.copyOf(rows[width], used[width]);
                    rows[width] = new byte[0];
                    tables[width] = new SerialTable(exact, width);
                }
            }
            return new SerialNumbers(tables);
        }
    }
}
