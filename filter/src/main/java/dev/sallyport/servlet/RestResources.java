// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** Tells Jakarta REST resource classes by the names of their annotations, since the API may be absent. */
public final class RestResources {

    private static final String PATH = "jakarta.ws.rs.Path";
    private static final String HTTP_METHOD = "jakarta.ws.rs.HttpMethod";
    private static final String FEATURE = "dev.sallyport.rest.GuardFeature";
    private static final String API = "jakarta.ws.rs.";
    private static final Set<String> NEVER_ON_RESOURCES = Set.of(
            "jakarta.ws.rs.ApplicationPath", "jakarta.ws.rs.ext.Provider", "jakarta.ws.rs.container.PreMatching");

    private RestResources() {}

    /**
     * Whether requests reach the class only by methods of its own: it has a path or methods with a designator such as
     * {@code @GET}, written there or above, and is neither an application nor a provider.
     */
    public static boolean isResource(Class<?> type) {
        boolean answers = elements(type).anyMatch(element -> has(element, PATH) || isDesignated(element));
        return answers
                && Annotated.lineage(type).map(Class::getName).noneMatch(name -> name.startsWith(API))
                && elements(type)
                        .flatMap(element -> Arrays.stream(element.getDeclaredAnnotations()))
                        .map(annotation -> annotation.annotationType().getName())
                        .noneMatch(NEVER_ON_RESOURCES::contains);
    }

    /** Whether the class has a path of its own, written there or above. */
    public static boolean hasPath(Class<?> type) {
        return Annotated.lineage(type).anyMatch(each -> has(each, PATH));
    }

    /**
     * The sub-resource locators of the class, wherever they are written: methods with a path and no designator. What they
     * return is matched further, so no filter is asked before they are called.
     */
    public static Stream<Method> locators(Class<?> type) {
        return Annotated.lineage(type)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(method -> has(method, PATH) && !isDesignated(method));
    }

    /** Whether the feature that guards resources is among the libraries. */
    static boolean canBeGuarded() {
        return Stream.of(
                        RestResources.class.getClassLoader(),
                        Thread.currentThread().getContextClassLoader())
                .anyMatch(loader -> {
                    try {
                        return loader != null
                                && Class.forName(FEATURE, false, loader)
                                        .getName()
                                        .equals(FEATURE);
                    } catch (ClassNotFoundException | LinkageError notThere) {
                        return false;
                    }
                });
    }

    private static Stream<AnnotatedElement> elements(Class<?> type) {
        return Annotated.lineage(type)
                .flatMap(each -> Stream.concat(Stream.of(each), Arrays.stream(each.getDeclaredMethods())));
    }

    private static boolean isDesignated(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> has(type, HTTP_METHOD));
    }

    private static boolean has(AnnotatedElement element, String annotation) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .anyMatch(each -> each.annotationType().getName().equals(annotation));
    }
}
