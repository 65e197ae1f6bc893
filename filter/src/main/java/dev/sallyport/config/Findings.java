// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.util.ArrayList;
import java.util.List;

/** What was found while reading: problems that keep the application shut, and advice; each is told once. */
final class Findings {

    private final List<String> problems = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();

    void problem(String problem) {
        problems.add(problem);
    }

    void advice(String sentence) {
        advice.add(sentence);
    }

    /** How often a problem was found; it tells whether a step found one. */
    int count() {
        return problems.size();
    }

    List<String> problems() {
        return problems.stream().distinct().toList();
    }

    List<String> advice() {
        return advice.stream().distinct().toList();
    }
}
