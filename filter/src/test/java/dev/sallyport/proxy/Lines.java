// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The header lines of a request. */
record Lines(Map<String, List<String>> lines) implements Headers {

    static final Lines NONE = new Lines(new TreeMap<>());

    static Lines of(String name, String... values) {
        Lines lines = NONE;
        for (String value : values) {
            lines = lines.and(name, value);
        }
        return lines;
    }

    Lines and(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(lines);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, values);
        return new Lines(more);
    }

    @Override
    public List<String> values(String name) {
        return lines.getOrDefault(name, List.of());
    }
}
