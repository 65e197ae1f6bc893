// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.RequireClientCert;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every requirement of a class and of its methods, wherever above them it is written: on what the class extends and
 * implements, on what a method overrides, on an annotation that carries it. All of them must be met.
 */
public final class Requirements {

    private final Set<RequireClientCert> ofClass = new LinkedHashSet<>();
    private final Map<Signature, Set<RequireClientCert>> ofMethods = new HashMap<>();

    private record Signature(String name, List<Class<?>> parameters) {
        static Signature of(Method method) {
            return new Signature(method.getName(), List.of(method.getParameterTypes()));
        }

        /** Whether a method of the one may override one of the other, given that a bridge joins them. */
        boolean resembles(Signature other) {
            return name.equals(other.name) && parameters.size() == other.parameters.size();
        }
    }

    private Requirements(Class<?> type) {
        List<Class<?>> lineage = lineage(type).toList();
        lineage.forEach(each -> ofClass.addAll(carriedBy(each.getDeclaredAnnotations())));
        List<Method> methods = lineage.stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .toList();
        methods.forEach(method -> add(method, carriedBy(method.getDeclaredAnnotations())));
        methods.stream().filter(Method::isBridge).forEach(bridge -> bridged(bridge, methods));
    }

    /** As the class files say. */
    public static Requirements of(Class<?> type) {
        return new Requirements(type);
    }

    /** As the class files say, and what extensions have added. */
    static Requirements of(AnnotatedType<?> type) {
        Requirements found = new Requirements(type.getJavaClass());
        found.ofClass.addAll(carriedBy(type.getAnnotations().toArray(Annotation[]::new)));
        for (AnnotatedMethod<?> method : type.getMethods()) {
            found.add(method.getJavaMember(), carriedBy(method.getAnnotations().toArray(Annotation[]::new)));
        }
        return found;
    }

    boolean isEmpty() {
        return ofClass.isEmpty() && ofMethods.isEmpty();
    }

    /** Those of the class. */
    Set<RequireClientCert> ofClass() {
        return ofClass;
    }

    /** Those that the method adds to its class. */
    Set<RequireClientCert> ofMethod(Method method) {
        return ofMethods.getOrDefault(Signature.of(method), Set.of());
    }

    /** Those of the class first, then those of the method; empty where anybody may call. */
    public Set<RequireClientCert> ofCall(Method method) {
        Set<RequireClientCert> all = new LinkedHashSet<>(ofClass);
        all.addAll(ofMethod(method));
        return all;
    }

    /** Those of the class and of every method. */
    Set<RequireClientCert> all() {
        Set<RequireClientCert> all = new LinkedHashSet<>(ofClass);
        ofMethods.values().forEach(all::addAll);
        return all;
    }

    /** The class, then all it extends and implements. */
    public static Stream<Class<?>> lineage(Class<?> type) {
        Stream<Class<?>> above =
                Stream.concat(Stream.<Class<?>>ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
        return Stream.concat(Stream.of(type), above.flatMap(Requirements::lineage))
                .distinct();
    }

    private void add(Method method, Set<RequireClientCert> requirements) {
        if (!requirements.isEmpty()) {
            ofMethods
                    .computeIfAbsent(Signature.of(method), first -> new LinkedHashSet<>())
                    .addAll(requirements);
        }
    }

    /** A bridge hides which method overrides the generic one: every one that may be it gets the requirement. */
    private void bridged(Method bridge, List<Method> methods) {
        Set<RequireClientCert> requirements = Set.copyOf(ofMethod(bridge));
        methods.stream()
                .filter(method -> Signature.of(method).resembles(Signature.of(bridge)))
                .forEach(method -> add(method, requirements));
    }

    private static Set<RequireClientCert> carriedBy(Annotation... annotations) {
        Set<RequireClientCert> found = new LinkedHashSet<>();
        collect(annotations, found, new HashSet<>());
        return found;
    }

    private static void collect(Annotation[] from, Set<RequireClientCert> found, Set<Class<?>> visited) {
        for (Annotation annotation : from) {
            if (annotation instanceof RequireClientCert requirement) {
                found.add(requirement);
            } else if (visited.add(annotation.annotationType())) {
                collect(annotation.annotationType().getDeclaredAnnotations(), found, visited);
            }
        }
    }
}
