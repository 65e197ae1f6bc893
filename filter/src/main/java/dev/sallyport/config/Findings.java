// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found while reading: problems that keep the application shut, and advice; each is told once. */
final class Findings {

    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> advice = new LinkedHashSet<>();

    void problem(String problem) {
        problems.add(problem);
    }

    void advice(String sentence) {
        advice.add(sentence);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<String> advice() {
        return List.copyOf(advice);
    }
}
