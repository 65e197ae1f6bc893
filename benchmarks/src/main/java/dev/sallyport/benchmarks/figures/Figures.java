// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one run has measured.
 *
 * @param all every contender in every case
 */
public record Figures(List<Series> all) {

    /** Keeps a copy. */
    public Figures {
        all = List.copyOf(all);
    }

    /**
     * What was measured; empty if this was left out of the run.
     *
     * @param answer a benchmark and some of its parameters, such as {@code FirstTime threads=1 algorithm=EC}
     */
    public Optional<Series> find(String answer) {
        List<String> words = Arrays.asList(answer.split(" "));
        return all.stream().filter(series -> series.words().containsAll(words)).findFirst();
    }
}
