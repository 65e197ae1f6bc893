// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.Arrays;

/**
 * Numbers of one length, sorted, one behind the other. A directory of their first bits leads to the few among which one is
 * looked for; where all begin alike it is a search by halves among all of them.
 */
final class SerialTable {

    private static final int MOST_BITS = 16;
    private static final int FEW = 24;

    private final byte[] rows;
    private final int width;
    private final int shift;
    private final int[] starts;

    /** Takes the rows and sorts them. */
    SerialTable(byte[] rows, int width) {
        this.rows = rows;
        this.width = width;
        int count = rows.length / width;
        int bits = Math.min(MOST_BITS, Math.max(0, 30 - Integer.numberOfLeadingZeros(count)));
        this.shift = MOST_BITS - bits;
        this.starts = new int[(1 << bits) + 1];
        sort(0, count, 0);
        for (int i = 0; i < count; i++) {
            starts[place(rows, i * width) + 1]++;
        }
        addUp(starts);
    }

    int size() {
        return rows.length / width;
    }

    /** Whether a number is among them more than once. */
    boolean repeats() {
        for (int at = width; at < rows.length; at += width) {
            if (Arrays.equals(rows, at - width, at, rows, at, at + width)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the number that begins there is among them. */
    boolean contains(byte[] number, int from) {
        int place = place(number, from);
        int low = starts[place];
        int high = starts[place + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = middle * width;
            int order = Arrays.compareUnsigned(rows, at, at + width, number, from, from + width);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** Its first bits. */
    private int place(byte[] number, int from) {
        int second = width > 1 ? number[from + 1] & 0xFF : 0;
        return ((number[from] & 0xFF) << 8 | second) >>> shift;
    }

    /** By one byte after the other, in place: no order in which they come makes it slow. */
    private void sort(int from, int to, int at) {
        if (to - from <= FEW) {
            insert(from, to);
        } else if (at < width) {
            int[] ends = new int[257];
            for (int i = from; i < to; i++) {
                ends[(rows[i * width + at] & 0xFF) + 1]++;
            }
            ends[0] = from;
            addUp(ends);
            int[] next = Arrays.copyOf(ends, 256);
            for (int digit = 0; digit < 256; digit++) {
                while (next[digit] < ends[digit + 1]) {
                    int own = rows[next[digit] * width + at] & 0xFF;
                    swap(next[digit], next[own]++);
                }
            }
            for (int digit = 0; digit < 256; digit++) {
                sort(ends[digit], ends[digit + 1], at + 1);
            }
        }
    }

    private static void addUp(int[] counts) {
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int j = i; j > from && isLess(j, j - 1); j--) {
                swap(j, j - 1);
            }
        }
    }

    private boolean isLess(int first, int second) {
        int one = first * width;
        int other = second * width;
        return Arrays.compareUnsigned(rows, one, one + width, rows, other, other + width) < 0;
    }

    private void swap(int first, int second) {
        int one = first * width;
        int other = second * width;
        for (int i = 0; i < width; i++) {
            byte kept = rows[one + i];
            rows[one + i] = rows[other + i];
            rows[other + i] = kept;
        }
    }
}
