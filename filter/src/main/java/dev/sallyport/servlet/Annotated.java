// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.RequireClientCert;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.EventListener;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where {@link RequireClientCert} stands, and whether anything guards there. */
final class Annotated {

    /** Endpoints that bypass servlets' names and CDI's proxies; compared by name, since their APIs may be absent. */
    private static final Set<String> UNGUARDED_ENDPOINTS = Set.of(
            "jakarta.ws.rs.Path",
            "jakarta.ws.rs.ext.Provider",
            "jakarta.ws.rs.ApplicationPath",
            "jakarta.websocket.ClientEndpoint");

    private Annotated() {}

    /**
     * Every requirement of a class: its own, those of all it extends and implements, and those that other annotations
     * there carry; all of them must be met.
     */
    static Set<RequireClientCert> requirements(Class<?> type) {
        Set<RequireClientCert> found = new LinkedHashSet<>();
        lineage(type).forEach(each -> collect(each, found, new HashSet<>()));
        return found;
    }

    /** Every requirement of the class and of its methods, inherited ones included. */
    static Set<RequireClientCert> everywhere(Class<?> type) {
        Set<RequireClientCert> found = requirements(type);
        found.addAll(onMethods(type));
        return found;
    }

    /** Why nothing can guard this annotated class, if so. */
    static Optional<String> problem(Class<?> type) {
        if (Servlet.class.isAssignableFrom(type)) {
            return onMethods(type).isEmpty()
                    ? Optional.empty()
                    : Optional.of(type.getName() + ": @RequireClientCert on a method of a servlet guards nothing"
                            + " (expected: on the class)");
        }
        if (Filter.class.isAssignableFrom(type) || EventListener.class.isAssignableFrom(type)) {
            return Optional.of(type.getName() + ": @RequireClientCert on a filter or listener guards nothing"
                    + " (expected: on a servlet or a CDI bean)");
        }
        if (Endpoints.isEndpoint(type) && !onMethods(type).isEmpty()) {
            return Optional.of(
                    type.getName() + ": @RequireClientCert on a method of a WebSocket endpoint guards nothing"
                            + " (expected: on the class, for the handshake is guarded)");
        }
        return endpoint(type)
                .filter(kind -> !(RestResources.isResource(type) && RestResources.canBeGuarded()))
                .map(kind -> type.getName() + ": @RequireClientCert beside @" + kind + " is guarded by nothing yet"
                        + " (expected: on a servlet, a CDI bean or, with sallyport-cdi among the libraries, a Jakarta REST"
                        + " resource; or guard its path with sallyport.require)");
    }

    private static Set<RequireClientCert> onMethods(Class<?> type) {
        Set<RequireClientCert> found = new LinkedHashSet<>();
        lineage(type)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .forEach(method -> collect(method, found, new HashSet<>()));
        return found;
    }

    /** What stands on the element, and what its other annotations carry. */
    private static void collect(AnnotatedElement element, Set<RequireClientCert> found, Set<Class<?>> visited) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (annotation instanceof RequireClientCert requirement) {
                found.add(requirement);
            } else if (visited.add(annotation.annotationType())) {
                collect(annotation.annotationType(), found, visited);
            }
        }
    }

    private static Optional<String> endpoint(Class<?> type) {
        return lineage(type)
                .flatMap(each -> Stream.concat(Stream.of(each), Arrays.stream(each.getDeclaredMethods())))
                .flatMap(element -> Arrays.stream(element.getDeclaredAnnotations()))
                .map(Annotation::annotationType)
                .map(Class::getName)
                .filter(UNGUARDED_ENDPOINTS::contains)
                .findFirst();
    }

    /** The class, then all it extends and implements. */
    static Stream<Class<?>> lineage(Class<?> type) {
        Stream<Class<?>> above =
                Stream.concat(Stream.<Class<?>>ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
        return Stream.concat(Stream.of(type), above.flatMap(Annotated::lineage)).distinct();
    }
}
