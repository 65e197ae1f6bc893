// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of JSON, asked for what it should be.
 *
 * @param value a {@link Map} of members, a {@link List} of elements, a {@link String}, or a {@link Literal}
 */
record Json(Object value) {

    /**
     * A number, {@code true}, {@code false} or {@code null}, as it is written.
     *
     * @param text how
     */
    record Literal(String text) {}

    /** A member of an object, if it is there. */
    Optional<Json> find(String name) throws UnreadableException {
        return Optional.ofNullable(members().get(name)).map(Json::new);
    }

    /** A member of an object, which must be there. */
    Json member(String name) throws UnreadableException {
        return find(name).orElseThrow(() -> new UnreadableException("it lacks the member " + name));
    }

    /** The members of an object. */
    Map<?, ?> members() throws UnreadableException {
        if (value instanceof Map<?, ?> members) {
            return members;
        }
        throw new UnreadableException("it has no object where one belongs");
    }

    /** The elements of an array. */
    List<Json> elements() throws UnreadableException {
        if (value instanceof List<?> elements) {
            return elements.stream().map(Json::new).toList();
        }
        throw new UnreadableException("it has no array where one belongs");
    }

    /** The text of a string. */
    String text() throws UnreadableException {
        if (value instanceof String text) {
            return text;
        }
        throw new UnreadableException("it has no string where one belongs");
    }
}
