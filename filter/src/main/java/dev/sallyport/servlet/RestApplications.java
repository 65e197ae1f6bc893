// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether each Jakarta REST application has loaded the feature that guards its resources: where a resource is annotated,
 * nobody passes before that. Servlets begin after filters do, so it cannot be known when the application opens.
 */
final class RestApplications {

    private static final Pattern IMPLEMENTATIONS =
            Pattern.compile(".*\\borg\\.(?:glassfish\\.jersey\\.servlet|jboss\\.resteasy|apache\\.cxf\\.jaxrs)\\..*"
                    + "|com\\.ibm\\.websphere\\.jaxrs\\..*");
    private static final Set<String> RESTEASY = Set.of(
            "org.jboss.resteasy.plugins.server.servlet.Filter30Dispatcher",
            "org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher");
    private static final Pattern RESOURCES =
            Pattern.compile("resteasy\\..*(?:resource|scan|deployment).*|jakarta\\.ws\\.rs\\.Application");
    private static final String APPLICATION = "jakarta.ws.rs.Application";

    private final Set<String> resources = new TreeSet<>();
    private final Set<String> loaded = new TreeSet<>();
    private final Set<Class<?>> guarded = new HashSet<>();
    private Set<Class<?>> bases = Set.of();
    private boolean locators;
    private @Nullable Set<String> applications;
    private volatile @Nullable Refusal awaiting;

    /** This resource requires something. */
    synchronized void expect(Class<?> resource) {
        resources.add(resource.getName());
        locators |= RestResources.locators(resource).findAny().isPresent();
        update();
    }

    /** Whether one of them has sub-resource locators. */
    synchronized boolean hasLocators() {
        return locators;
    }

    /** The application of this servlet or filter has loaded the feature. */
    synchronized void loaded(String name) {
        loaded.add(name);
        update();
    }

    /** The feature guards this resource. */
    synchronized void guards(Class<?> resource) {
        if (guarded.add(resource)) {
            update();
        }
    }

    /** Whether there is such an application at all, so that its resources may guard what else is annotated. */
    boolean canGuard(ServletContext context) {
        return RestResources.canBeGuarded()
                && Stream.concat(servlets(context), filters(context)).findAny().isPresent();
    }

    /**
     * From now on nobody passes before all of them have.
     *
     * @param others annotated classes that are guarded only if a resource extends or implements them
     */
    synchronized void await(ServletContext context, Set<Class<?>> others) {
        bases = Set.copyOf(others);
        applications = new TreeSet<>(Stream.concat(servlets(context), filters(context))
                .map(Registration::getName)
                .toList());
        update();
    }

    /** Has those that begin with their first request begin with the application, where the container lets us. */
    synchronized void hasten(ServletContext context) {
        if (!resources.isEmpty()) {
            servlets(context)
                    .filter(ServletRegistration.Dynamic.class::isInstance)
                    .forEach(registration -> ((ServletRegistration.Dynamic) registration).setLoadOnStartup(1));
        }
    }

    /** {@link RefusedException} as long as one has not loaded the feature. */
    void check() {
        Refusal now = awaiting;
        if (now != null) {
            throw new RefusedException(now);
        }
    }

    private void update() {
        Set<String> all = applications;
        if (all != null) {
            awaiting =
                    missing(all).or(this::unguarded).map(Refusal.NotReady::new).orElse(null);
        }
    }

    private Optional<String> missing(Set<String> all) {
        List<String> missing =
                all.stream().filter(Predicate.not(loaded::contains)).toList();
        boolean none = all.isEmpty() && loaded.isEmpty();
        return (resources.isEmpty() && bases.isEmpty()) || (missing.isEmpty() && !none)
                ? Optional.empty()
                : Optional.of((none
                                ? "no Jakarta REST application has"
                                : "Jakarta REST has not, for " + String.join(", ", missing) + ",")
                        + " loaded dev.sallyport.rest.GuardFeature, so nothing guards "
                        + String.join(", ", resources)
                        + " (expected: no jakarta.ws.rs.loadServices=false there, or the feature among the classes of its"
                        + " Application; and <load-on-startup> where its servlet begins with the first request)");
    }

    private Optional<String> unguarded() {
        List<String> found = bases.stream()
                .filter(base -> guarded.stream().noneMatch(base::isAssignableFrom))
                .map(Class::getName)
                .sorted()
                .toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "annotated with @RequireClientCert, but neither servlet, CDI bean nor Jakarta REST resource is"
                                + " of this class: " + String.join(", ", found)
                                + " (expected: one that is; or, for a sub-resource, the annotation on its own class)");
    }

    private static Stream<? extends ServletRegistration> servlets(ServletContext context) {
        return context.getServletRegistrations().values().stream()
                .filter(registration -> isApplication(context, registration));
    }

    private static Stream<? extends Registration> filters(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .filter(registration -> isApplication(context, registration));
    }

    /** Whether an implementation's own class answers there, or one that extends it, and it may have resources. */
    private static boolean isApplication(ServletContext context, Registration registration) {
        return registration.getInitParameter(APPLICATION) != null
                || (classNames(context, registration)
                                .anyMatch(name -> IMPLEMENTATIONS.matcher(name).matches())
                        && !isIdle(context, registration));
    }

    /** RESTEasy registers a servlet and a filter of its own, which have no resources; these parameters give them some. */
    private static boolean isIdle(ServletContext context, Registration registration) {
        return RESTEASY.contains(registration.getClassName())
                && registration.getInitParameters().isEmpty()
                && Collections.list(context.getInitParameterNames()).stream()
                        .noneMatch(name -> RESOURCES.matcher(name).matches());
    }

    private static Stream<String> classNames(ServletContext context, Registration registration) {
        return Stream.concat(
                Stream.ofNullable(registration.getClassName()),
                Guards.load(context, registration).stream()
                        .flatMap(Annotated::lineage)
                        .map(Class::getName));
    }
}
