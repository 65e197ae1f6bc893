// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.cdi.Requirements;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the methods of a resource class stand in an OpenAPI document, which does not name them. */
final class DocumentedResource {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([\\w.-]+)\\s*(?::(?:[^{}]|\\{[^{}]*})*)?}");

    private final List<Place> places = new ArrayList<>();

    /**
     * One of them.
     *
     * @param path without that of the application
     * @param method of HTTP; empty for a sub-resource locator, which stands for all that is below
     */
    private record Place(String path, Optional<String> method, boolean guarded) {

        /** The path of the application, if the documented path is this one. */
        Optional<String> application(String documented, Set<String> methods) {
            int at = method.isPresent() ? documented.length() - path.length() : (documented + '/').indexOf(path + '/');
            boolean found = method.isPresent() ? documented.endsWith(path) && methods.contains(method.get()) : at >= 0;
            return found ? Optional.of(documented.substring(0, at)) : Optional.empty();
        }
    }

    DocumentedResource(Class<?> resource) {
        Requirements requirements = Requirements.of(resource);
        String root = Requirements.lineage(resource)
                .map(DocumentedResource::path)
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElse("");
        for (Method method : resource.getMethods()) {
            List<Method> written = written(resource, method);
            String path = written.stream()
                    .map(DocumentedResource::path)
                    .filter(own -> !own.isEmpty())
                    .findFirst()
                    .orElse("");
            Optional<String> designator =
                    written.stream().flatMap(DocumentedResource::designators).findFirst();
            if (designator.isPresent() || !path.isEmpty()) {
                places.add(new Place(
                        root + path, designator, !requirements.ofCall(method).isEmpty()));
            }
        }
    }

    /**
     * The guarded ones of these paths and their methods, in whichever application the class is. Which that is is told by where
     * most of its methods are found.
     */
    Map<String, Set<String>> guarded(Map<String, Set<String>> documented) {
        Map<String, Set<String>> guarded = new HashMap<>();
        for (String application : applications(documented)) {
            places.stream()
                    .filter(Place::guarded)
                    .forEach(place -> documented.forEach((path, methods) -> {
                        if (place.application(path, methods)
                                .filter(application::equals)
                                .isPresent()) {
                            guarded.computeIfAbsent(path, first -> new HashSet<>())
                                    .addAll(place.method().map(Set::of).orElse(methods));
                        }
                    }));
        }
        return guarded;
    }

    private Collection<String> applications(Map<String, Set<String>> documented) {
        Map<String, Long> found = places.stream()
                .flatMap(place -> documented.entrySet().stream()
                        .flatMap(entry -> place.application(entry.getKey(), entry.getValue()).stream())
                        .distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long most = found.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<String> best = found.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
        return best.stream()
                .filter(path -> best.stream().noneMatch(other -> path.startsWith(other + '/')))
                .toList();
    }

    private static List<Method> written(Class<?> resource, Method method) {
        return Requirements.lineage(resource)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(each -> each.getName().equals(method.getName())
                        && Arrays.equals(each.getParameterTypes(), method.getParameterTypes()))
                .toList();
    }

    private static Stream<String> designators(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getDeclaredAnnotation(HttpMethod.class)))
                .map(HttpMethod::value);
    }

    /** As OpenAPI writes it: from a slash, without one at its end, and without expressions. */
    private static String path(AnnotatedElement element) {
        Path path = element.getDeclaredAnnotation(Path.class);
        String text = path == null ? "" : PARAMETER.matcher(path.value()).replaceAll("{$1}");
        String stripped = text.replaceAll("^/+|/+$", "");
        return stripped.isEmpty() ? "" : '/' + stripped;
    }
}
