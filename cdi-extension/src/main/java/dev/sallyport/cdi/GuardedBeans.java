// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.RequireClientCert;
import dev.sallyport.servlet.RestResources;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.servlet.Servlet;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which classes require a client certificate, which of them are beans with a guard, and what is wrong with the others. */
final class GuardedBeans {

    private final Map<Class<?>, AnnotatedType<?>> expected = new LinkedHashMap<>();
    private final Map<Class<?>, Requirements> guarded = new ConcurrentHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** A class that requires something and should become a bean. */
    void expect(AnnotatedType<?> type) {
        expected.put(type.getJavaClass(), type);
    }

    /** A class has become a bean, with this guard. */
    void add(Class<?> beanClass, Requirements requirements) {
        guarded.put(beanClass, requirements);
    }

    /** Something is wrong. */
    void add(Collection<String> found) {
        problems.addAll(found);
    }

    /** A bean of these types that is made in a way that nothing can intercept. */
    void addUnguarded(String maker, Set<Type> types) {
        types.stream()
                .flatMap(type -> rawClass(type).stream())
                .filter(type -> !Requirements.of(type).isEmpty())
                .map(type -> maker + ": makes a " + type.getName() + ", which requires a client certificate, but only a"
                        + " bean that CDI itself makes of the class is guarded (expected: no producer for it)")
                .forEach(problems::add);
    }

    /** Every problem until now; each is told once. */
    List<String> takeProblems() {
        List<String> taken = List.copyOf(problems);
        problems.clear();
        return taken;
    }

    /** Those classes that were expected, but have not become a bean; a resource without locators needs not to be one. */
    Stream<Class<?>> missing() {
        return expected.keySet().stream()
                .filter(type -> !RestResources.isResource(type)
                        || RestResources.locators(type).findAny().isPresent())
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .filter(type -> !WebSocketEndpoints.isEndpoint(type))
                .filter(this::isBypassed);
    }

    /** Those that are WebSocket endpoints; a filter guards their handshakes. */
    List<Class<?>> endpoints() {
        return expected.keySet().stream()
                .<Class<?>>map(type -> type)
                .filter(WebSocketEndpoints::isEndpoint)
                .toList();
    }

    /** Whether nothing guards the class: neither is it a bean, nor does one extend it. */
    boolean isBypassed(Class<?> type) {
        boolean disabled =
                expected.containsKey(type) && isAlternative(expected.get(type).getAnnotations());
        return !disabled
                && !Servlet.class.isAssignableFrom(type)
                && guarded.keySet().stream().noneMatch(type::isAssignableFrom);
    }

    /** Those that are Jakarta REST resources, beans or not. */
    Stream<Class<?>> resources() {
        return expected.keySet().stream().filter(RestResources::isResource);
    }

    /** What each bean with a guard requires. */
    Map<Class<?>, Requirements> guarded() {
        return Map.copyOf(guarded);
    }

    /** What a call of the method requires; the class is that of the bean, or the container's subclass of it. */
    Set<RequireClientCert> requirements(Class<?> targetClass, Method method) {
        Class<?> type = targetClass;
        while (type != null) {
            Requirements found = guarded.get(type);
            if (found != null) {
                return found.ofCall(method);
            }
            type = type.getSuperclass();
        }
        return Requirements.of(targetClass).ofCall(method);
    }

    private static boolean isAlternative(Collection<Annotation> annotations) {
        return annotations.stream()
                .map(Annotation::annotationType)
                .anyMatch(type -> type == Alternative.class || type.isAnnotationPresent(Alternative.class));
    }

    private static Optional<Class<?>> rawClass(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return rawClass(parameterized.getRawType());
        }
        return type instanceof Class<?> plain ? Optional.of(plain) : Optional.empty();
    }
}
