// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.servlet.RestResources;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.decorator.Decorator;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.interceptor.AroundInvoke;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why calls of a class that requires a client certificate would get past its guard: a bean's proxy sees not all. */
final class Obstacles {

    /** What the container calls itself; compared by name, since the APIs may be absent. */
    private static final List<String> CALLED_BY_THE_CONTAINER =
            List.of("jakarta.servlet.", "jakarta.ws.rs.", "jakarta.websocket.", "jakarta.jws.", "jakarta.xml.ws.");

    private static final String REST = "jakarta.ws.rs.";

    private static final Set<Class<? extends Annotation>> CALLBACKS =
            Set.of(PostConstruct.class, PreDestroy.class, AroundInvoke.class);

    private static final Set<Class<? extends Annotation>> CALLED_BY_CDI =
            Set.of(Observes.class, ObservesAsync.class, Disposes.class);

    private Obstacles() {}

    /** Every obstacle, in words for whoever deploys the application. */
    static List<String> in(AnnotatedType<?> type, Requirements requirements) {
        List<String> found = new ArrayList<>();
        Class<?> beanClass = type.getJavaClass();
        endpoint(beanClass)
                .filter(kind -> !(kind.startsWith("@" + REST) && RestResources.isResource(beanClass)))
                .ifPresent(kind -> found.add(beanClass.getName() + ": nothing guards it yet, for the container calls it"
                        + " past the bean's proxy (" + kind + "; expected: @RequireClientCert on a servlet or on a bean"
                        + " that it calls, or its path in sallyport.require)"));
        if (type.isAnnotationPresent(Decorator.class)) {
            found.add(beanClass.getName() + ": a decorator cannot be guarded (expected: on the bean it decorates)");
        }
        found.addAll(toProxy(beanClass, requirements));
        for (AnnotatedMethod<?> method : type.getMethods()) {
            inRole(method, requirements).ifPresent(found::add);
        }
        return found;
    }

    /** As {@link #in}, for a Jakarta REST resource: a filter guards its methods, but locators only its proxy. */
    static List<String> inResource(Class<?> resource, Requirements requirements) {
        boolean agree = RestResources.locators(resource)
                        .map(requirements::ofCall)
                        .distinct()
                        .count()
                <= 1;
        return agree
                ? List.of()
                : List.of(resource.getName()
                        + ": its sub-resource locators require different things, and which of them was"
                        + " called cannot be told (expected: the same for all, or on the classes that they return)");
    }

    /** Only those that lie in how the class is written. */
    static List<String> toProxy(Class<?> beanClass, Requirements requirements) {
        List<String> found = new ArrayList<>();
        if (Modifier.isFinal(beanClass.getModifiers())) {
            found.add(beanClass.getName() + ": a final class cannot be guarded (expected: not final)");
        }
        methods(beanClass)
                .flatMap(method -> inMethod(method, requirements).stream())
                .forEach(found::add);
        return found;
    }

    /** As {@link #in}, for a servlet: its filter guards the class, but nothing guards a single method. */
    static List<String> inServlet(Class<?> servlet, Requirements requirements) {
        return methods(servlet)
                .filter(method -> !requirements.ofMethod(method).isEmpty())
                .map(method -> named(method) + ": a method of a servlet cannot be guarded (expected: on the class)")
                .toList();
    }

    private static Optional<String> endpoint(Class<?> beanClass) {
        return Requirements.lineage(beanClass)
                .flatMap(each -> Stream.concat(
                        Stream.of(each.getName()),
                        Stream.concat(Stream.of(each), Stream.of(each.getDeclaredMethods()))
                                .flatMap(element -> Stream.of(element.getDeclaredAnnotations()))
                                .map(annotation ->
                                        "@" + annotation.annotationType().getName())))
                .filter(name -> CALLED_BY_THE_CONTAINER.stream().anyMatch(name.replace("@", "")::startsWith))
                .filter(name -> !WebSocketEndpoints.isMarkedBy(name) || !WebSocketEndpoints.isEndpoint(beanClass))
                .findFirst();
    }

    private static Optional<String> inMethod(Method method, Requirements requirements) {
        boolean own = !requirements.ofMethod(method).isEmpty();
        int modifiers = method.getModifiers();
        if (own && (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers))) {
            return Optional.of(named(method)
                    + ": a private or static method cannot be guarded (expected: neither private nor static)");
        }
        boolean guarded = own || !requirements.ofClass().isEmpty();
        if (guarded && Modifier.isFinal(modifiers) && !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers)) {
            return Optional.of(named(method) + ": a final method cannot be guarded (expected: not final)");
        }
        return Optional.empty();
    }

    private static Optional<String> inRole(AnnotatedMethod<?> method, Requirements requirements) {
        Method member = method.getJavaMember();
        boolean own = !requirements.ofMethod(member).isEmpty();
        if (own && method.isAnnotationPresent(Produces.class)) {
            return Optional.of(
                    named(member) + ": on a producer only the making of the bean would be guarded, not its use"
                            + " (expected: on a bean class)");
        }
        if (own && CALLBACKS.stream().anyMatch(method::isAnnotationPresent)) {
            return Optional.of(named(member) + ": a callback cannot be guarded (expected: on a business method)");
        }
        boolean calledByCdi = method.getParameters().stream()
                .anyMatch(parameter -> CALLED_BY_CDI.stream().anyMatch(parameter::isAnnotationPresent));
        int modifiers = member.getModifiers();
        if (calledByCdi
                && !own
                && !requirements.ofClass().isEmpty()
                && (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers))) {
            return Optional.of(named(member) + ": CDI calls this private or static method past the guard of its class"
                    + " (expected: neither private nor static)");
        }
        return Optional.empty();
    }

    private static Stream<Method> methods(Class<?> type) {
        return Requirements.lineage(type)
                .filter(each -> each != Object.class)
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic());
    }

    private static String named(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
