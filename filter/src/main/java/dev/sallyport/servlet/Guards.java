// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static java.lang.System.Logger.Level.DEBUG;

import dev.sallyport.RequireClientCert;
import dev.sallyport.gate.Requirement;
import dev.sallyport.report.LogSink;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Maps filters before what must be guarded: the front filter before everything, a guard before each annotated servlet, by
 * its name, so that no dispatch and no pattern leads around it.
 */
final class Guards {

    private static final String FRONT = "sallyport";
    private static final String EVERYWHERE = "/*";
    private static final String JETTY_UPGRADES = ".WebSocketUpgradeFilter";
    private static final System.Logger LOG = System.getLogger(LogSink.LOGGER);
    private static final EnumSet<DispatcherType> EVERY_WAY = EnumSet.allOf(DispatcherType.class);

    private final ServletContext context;
    private final List<Requirement> everywhere = new CopyOnWriteArrayList<>();
    private final Map<String, List<Requirement>> servlets = new TreeMap<>();
    private boolean isInFront;
    private Set<String> upgradedBefore = Set.of();
    private final Map<Set<RequireClientCert>, Prepared> prepared = new HashMap<>();

    private record Prepared(FilterRegistration.Dynamic filter, List<Requirement> requirements) {}

    Guards(ServletContext context) {
        this.context = context;
    }

    /**
     * Puts the front filter before everything; one that web.xml has declared stands where web.xml says, and then there is
     * another before what may upgrade to WebSocket.
     */
    void front() {
        boolean declared = !Sources.filters(context, SallyportFilter.class).isEmpty();
        upgradedBefore = upgrader();
        if (!declared || isThere(Endpoints.ANNOTATION)) {
            register(declared ? FRONT + ": handshakes" : FRONT, new SallyportFilter(everywhere))
                    .addMappingForUrlPatterns(EVERY_WAY, false, EVERYWHERE);
            isInFront = true;
        }
    }

    /** Whether a filter of Jetty has come before the front filter, as its filters do that are added later. */
    boolean isUpgradedInFront() {
        return !upgrader().equals(upgradedBefore);
    }

    private Set<String> upgrader() {
        return context.getFilterRegistrations().keySet().stream()
                .filter(name -> name.endsWith(JETTY_UPGRADES))
                .collect(Collectors.toSet());
    }

    private boolean isThere(String className) {
        return loaded(context, className).isPresent();
    }

    /** Guards URL patterns, by the container's own matcher; every path by the front filter, if it is ours. */
    void patterns(String name, List<String> patterns, Requirement requirement) {
        if (isInFront && patterns.contains(EVERYWHERE)) {
            everywhere.add(requirement);
            return;
        }
        register(FRONT + ": " + name, new ClientCertFilter(List.of(requirement)))
                .addMappingForUrlPatterns(EVERY_WAY, false, patterns.toArray(String[]::new));
    }

    /**
     * Makes a guard of these annotations, to be mapped to servlets of any time: a filter can often be mapped when none can
     * be added any more.
     */
    void prepare(Set<RequireClientCert> annotations, List<Requirement> requirements) {
        prepared.computeIfAbsent(
                annotations,
                first -> new Prepared(
                        register(FRONT + ": guard " + (prepared.size() + 1), new ClientCertFilter(requirements)),
                        requirements));
    }

    /** Guards one servlet, by the guard that was prepared for its annotations. */
    void servlet(String name, Set<RequireClientCert> annotations) {
        Prepared guard = Objects.requireNonNull(prepared.get(annotations), "prepare() comes first");
        guard.filter().addMappingForServletNames(EVERY_WAY, false, name);
        servlets.put(name, guard.requirements());
    }

    /** The annotated servlets that have no guard yet, by name, and what they require. */
    Map<String, Set<RequireClientCert>> unguarded() {
        Map<String, Set<RequireClientCert>> found = new LinkedHashMap<>();
        context.getServletRegistrations().forEach((name, registration) -> {
            if (!servlets.containsKey(name)) {
                Set<RequireClientCert> requirements =
                        load(context, registration).map(Annotated::requirements).orElse(Set.of());
                if (!requirements.isEmpty()) {
                    found.put(name, requirements);
                }
            }
        });
        return found;
    }

    /** What is wrong with the servlets themselves: containers need not tell us of an annotated method. */
    Set<String> problems() {
        Set<String> found = new TreeSet<>();
        for (ServletRegistration registration :
                context.getServletRegistrations().values()) {
            load(context, registration)
                    .filter(type -> !Annotated.everywhere(type).isEmpty())
                    .flatMap(Annotated::problem)
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Whether a guarded servlet is of this class. */
    boolean standBefore(Class<?> type) {
        return servlets.keySet().stream()
                .flatMap(name -> load(context, context.getServletRegistration(name)).stream())
                .anyMatch(type::isAssignableFrom);
    }

    /** Every servlet's name and every pattern that is guarded; Open Liberty has null for none. */
    List<String> guarded() {
        Stream<String> mapped = Sources.filters(context, ClientCertFilter.class).stream()
                .flatMap(guard -> Stream.of(guard.getServletNameMappings(), guard.getUrlPatternMappings()))
                .filter(Objects::nonNull)
                .flatMap(Collection::stream);
        return Stream.concat(everywhere.stream().map(requirement -> EVERYWHERE), mapped)
                .distinct()
                .sorted()
                .toList();
    }

    /** What each guarded servlet requires, by its name. */
    Map<String, List<Requirement>> servlets() {
        return Map.copyOf(servlets);
    }

    private FilterRegistration.Dynamic register(String name, Filter filter) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        if (registration == null) {
            throw new IllegalStateException("a filter with the name '" + name + "' is there already");
        }
        registration.setAsyncSupported(true);
        return registration;
    }

    /**
     * The class of a servlet or filter, by whichever loader the application may have; a class that none of them finds is the
     * container's own and cannot bear our annotation.
     */
    static Optional<Class<?>> load(ServletContext context, Registration registration) {
        String name = registration.getClassName();
        return name == null ? Optional.empty() : loaded(context, name);
    }

    private static Optional<Class<?>> loaded(ServletContext context, String name) {
        return Stream.of(
                        context.getClassLoader(),
                        Thread.currentThread().getContextClassLoader(),
                        Guards.class.getClassLoader())
                .filter(Objects::nonNull)
                .<Class<?>>mapMulti((loader, found) -> {
                    try {
                        found.accept(Class.forName(name, false, loader));
                    } catch (ClassNotFoundException | LinkageError notThere) {
                        LOG.log(DEBUG, () -> name + " is not loaded by " + loader, notThere);
                    }
                })
                .findFirst();
    }
}
