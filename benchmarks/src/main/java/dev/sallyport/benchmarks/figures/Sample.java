// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.figures;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One figure, as each round measured it.
 *
 * @param values in the order of the rounds
 */
public record Sample(List<Double> values) {

    /** Keeps a copy; there is at least one value. */
    public Sample {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** The value in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The ratio to another figure, round by round: what slows both does not count. */
    public Sample dividedBy(Sample other) {
        int rounds = Math.min(values.size(), other.values.size());
        return new Sample(IntStream.range(0, rounds)
                .mapToObj(round -> values.get(round) / other.values.get(round))
                .toList());
    }

    /** The least and the greatest. */
    public String spread() {
        List<Double> sorted = values.stream().sorted().toList();
        return text(sorted.get(0)) + "–" + text(sorted.get(sorted.size() - 1));
    }

    /** The median, in three digits or more. */
    @Override
    public String toString() {
        return text(median());
    }

    private static String text(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 || value == 0 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
