// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.figures;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one contender, or one case, needed.
 *
 * @param question the benchmark
 * @param parameters its parameters, the contender and the number of threads among them
 * @param unit of the time, such as {@code ns/op}
 * @param time a call by one thread
 * @param bytes allocated by a call
 */
public record Series(String question, Map<String, String> parameters, String unit, Sample time, Sample bytes) {

    /** The parameter that says who is measured. */
    public static final String CONTENDER = "contender";

    /** Keeps a sorted copy of the parameters. */
    public Series {
        parameters = new TreeMap<>(parameters);
    }

    /** The benchmark, and each parameter as {@code name=value}. */
    Set<String> words() {
        return Stream.concat(Stream.of(question), parameters.entrySet().stream().map(Object::toString))
                .collect(Collectors.toSet());
    }

    /** The case, whoever the contender is. */
    String aside() {
        Map<String, String> others = new TreeMap<>(parameters);
        others.remove(CONTENDER);
        return others.toString();
    }

    /** Whether this is the same case for another contender. */
    boolean isOfAnother(String contender, Series that) {
        Map<String, String> wanted = new TreeMap<>(parameters);
        wanted.put(CONTENDER, contender);
        return question.equals(that.question) && wanted.equals(that.parameters);
    }

    /** The names of the parameters. */
    List<String> names() {
        return List.copyOf(parameters.keySet());
    }
}
