// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import dev.sallyport.RequestFacts;
import dev.sallyport.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request over plain HTTP. */
record PlainRequest(String method, String target, String path, Map<String, List<String>> headers) {

    static PlainRequest get(String target) {
        return new PlainRequest("GET", target, RawTarget.of(target).path(), Map.of());
    }

    PlainRequest method(String other) {
        return new PlainRequest(other, target, path, headers);
    }

    /** The path as the container understood it. */
    PlainRequest path(String understood) {
        return new PlainRequest(method, target, understood, headers);
    }

    PlainRequest header(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, values);
        return new PlainRequest(method, target, path, more);
    }

    PlainRequest host(String host) {
        return header("Host", host);
    }

    RequestFacts facts() {
        Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.putAll(headers);
        return new RequestFacts(
                false,
                method,
                target,
                path,
                80,
                "192.0.2.9",
                Optional.empty(),
                List.of(),
                Way.DIRECT,
                false,
                name -> lines.getOrDefault(name, List.of()));
    }
}
