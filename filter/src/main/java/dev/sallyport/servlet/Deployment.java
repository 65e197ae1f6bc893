// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import dev.sallyport.RequireClientCert;
import dev.sallyport.config.Configured;
import dev.sallyport.config.PrincipalMode;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.fetch.Background;
import dev.sallyport.gate.Gate;
import dev.sallyport.gate.Requirement;
import dev.sallyport.keys.Follower;
import dev.sallyport.report.LogSink;
import dev.sallyport.report.Sinks;
import dev.sallyport.servlet.Gatehouse.Open;
import dev.sallyport.transport.HstsPolicy;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The start of one application: first shut, then the settings, then the guards, then open. Later it says what filters and
 * beans require.
 */
final class Deployment {

    private static final String ATTRIBUTE = Deployment.class.getName();
    private static final InstantSource CLOCK = new Milliseconds(InstantSource.system());
    private static final System.Logger LOG = System.getLogger(LogSink.LOGGER);

    private final ServletContext context;
    private final Sinks events;
    private final Gatehouse house;
    private final Guards guards;
    private final RestApplications rest = new RestApplications();
    private final Map<RequireClientCert, Optional<Requirement>> ofAnnotations = new ConcurrentHashMap<>();
    private final Map<Map.Entry<String, Map<String, String>>, Optional<Requirement>> ofFilters = new HashMap<>();
    private final List<Background> backgrounds = new CopyOnWriteArrayList<>();
    private final List<Supplier<Optional<String>>> onOpening = new CopyOnWriteArrayList<>();
    private @Nullable Settings settings;
    private final Follower follower;
    private final Monitoring monitoring;
    private boolean isHopeless;

    private Deployment(ServletContext context) {
        this.context = context;
        this.events = ContextSinks.of(context);
        this.house = new Gatehouse(events, CLOCK, Forgeries.of(context));
        this.guards = new Guards(context);
        this.follower = new Follower(CLOCK, events);
        this.monitoring = new Monitoring(context, CLOCK, events, follower);
        context.setAttribute(ATTRIBUTE, this);
    }

    /**
     * Puts the front filter first, shut, then proves the settings and registers the guards; {@link #open()} is for later.
     *
     * @throws SettingsException with every problem
     */
    static void begin(ServletContext context, Collection<Class<?>> annotated) {
        Deployment deployment = new Deployment(context);
        deployment.guards.front();
        deployment.prove(annotated);
        context.addListener(new LateServlets(deployment));
    }

    /** The deployment of this application; where the initializer was left out, one for the filters that are mapped. */
    static Deployment of(ServletContext context) {
        return begun(context).orElseGet(() -> {
            Deployment deployment = new Deployment(context);
            deployment.settings = deployment.read(List.of());
            deployment.open();
            return deployment;
        });
    }

    /** A house that never opens, for a filter that cannot begin; tells why, unless that has been told. */
    static Gatehouse shut(ServletContext context, RuntimeException wrong) {
        EventSink events = ContextSinks.of(context);
        if (!(wrong instanceof SettingsException)) {
            events.accept(new Event.StaysShut(List.of(wrong.toString())));
        }
        return new Gatehouse(events, CLOCK, Forgeries.of(context));
    }

    static Optional<Deployment> begun(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Deployment deployment
                ? Optional.of(deployment)
                : Optional.empty();
    }

    static Instant now() {
        return CLOCK.instant();
    }

    Gatehouse house() {
        return house;
    }

    /** Its Jakarta REST applications. */
    RestApplications rest() {
        return rest;
    }

    /** What a mapped {@link ClientCertFilter} requires. */
    synchronized Requirement requirement(FilterConfig config) {
        Map<String, String> params = new HashMap<>();
        config.getInitParameterNames()
                .asIterator()
                .forEachRemaining(name -> params.put(name, config.getInitParameter(name)));
        return proven(ofFilter(config.getFilterName(), params));
    }

    /** What an annotation requires, wherever it stands; {@link SettingsException} if that cannot be told. */
    Requirement requirement(RequireClientCert annotation) {
        Optional<Requirement> known = ofAnnotations.getOrDefault(annotation, Optional.empty());
        return known.isPresent() ? known.get() : lateRequirement(annotation);
    }

    /** Something will ask for this requirement; if it is wrong, the application does not open. */
    synchronized void expect(RequireClientCert annotation, String where) {
        ofAnnotation(annotation, where);
    }

    /** Asks this when the application opens; what is wrong then keeps it shut. */
    void askOnOpening(Supplier<Optional<String>> problem) {
        onOpening.add(problem);
    }

    /**
     * Opens the application for who is asked before the filters: Undertow, in WildFly too, initialises those only when the
     * first request reaches them. What cannot open is not tried again.
     */
    synchronized boolean openEarly() {
        if (!house.isOpen() && !isHopeless) {
            try {
                open();
            } catch (SettingsException told) {
                isHopeless = true;
            }
        }
        return house.isOpen();
    }

    /** Opens the application, unless something that must be guarded is not. */
    synchronized void open() {
        if (house.isOpen()) {
            return;
        }
        Settings read = settings();
        tryToGuardServlets();
        guards.problems().forEach(read::problem);
        guards.unguarded()
                .keySet()
                .forEach(name ->
                        read.problem("the servlet " + name + " is annotated with @RequireClientCert, but nothing"
                                + " guards it (expected: registered before the application's listeners end, and Sallyport in"
                                + " <absolute-ordering> if there is one)"));
        Set<Class<?>> unguarded = unguardedClasses();
        boolean perhapsByRest = rest.canGuard(context);
        unguarded.stream()
                .filter(type -> !perhapsByRest || RestResources.isResource(type))
                .forEach(type -> read.problem(type.getName()
                        + " is annotated with @RequireClientCert, but no servlet and no CDI bean is of that"
                        + " class (expected: sallyport-cdi in the application, and the class a bean)"));
        onOpening.forEach(problem -> problem.get().ifPresent(read::problem));
        if (!house.endpoints().isEmpty() && guards.isUpgradedInFront()) {
            read.problem(
                    "Jetty upgrades to WebSocket before Sallyport sees the handshake (expected: Jetty's initializer"
                            + " for WebSocket before Sallyport's)");
        }
        Optional<ReloadedKey> serverKey = serverKey(read);
        Configured configured = configured(read);
        List<String> guarded = Stream.concat(guards.guarded().stream(), house.endpoints().names().stream())
                .toList();
        boolean front = !Sources.filters(context, SallyportFilter.class).isEmpty();
        rest.await(context, unguarded);
        configured.followed().forEach(follower::follow);
        serverKey.ifPresent(follower::follow);
        follower.reload(); // what was read when the application was deployed may be hours old
        house.open(new Open(
                new Gate(configured.policy()),
                guards.servlets(),
                front || !Sources.filters(context, HttpsFilter.class).isEmpty(),
                configured
                        .policy()
                        .hsts()
                        .filter(policy -> front
                                || !Sources.filters(context, HstsFilter.class).isEmpty())
                        .map(HstsPolicy::header),
                configured.principal() == PrincipalMode.REPLACE,
                configured.proxies(),
                rest));
        for (Background background : configured.backgrounds()) {
            background.start();
            backgrounds.add(background);
        }
        follower.start();
        configured.advice().forEach(sentence -> events.accept(new Event.Advice(sentence)));
        events.accept(new Event.Opened(guarded));
        monitoring.begin(configured);
    }

    /** Who looks at the files of its trusts. */
    Follower follower() {
        return follower;
    }

    /** Who works for its trusts beside the requests. */
    List<Background> backgrounds() {
        return backgrounds;
    }

    /** The application ends: so does what is done beside its requests, whatever of it fails to. */
    void close() {
        List<AutoCloseable> all = new ArrayList<>(List.of(follower, monitoring));
        if (settings != null) {
            settings.serverKey().ifPresent(all::add);
        }
        all.addAll(backgrounds);
        for (AutoCloseable each : all) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.log(WARNING, "something does not end with the application", e);
            }
        }
    }

    private void prove(Collection<Class<?>> annotated) {
        Settings read = read(annotated);
        settings = read;
        for (FilterRegistration filter : Sources.filters(context, ClientCertFilter.class)) {
            ofFilter(filter.getName(), filter.getInitParameters());
        }
        Set<Class<?>> elsewhere = new LinkedHashSet<>();
        for (Class<?> type : annotated) {
            Set<RequireClientCert> everywhere = Annotated.everywhere(type);
            everywhere.forEach(annotation -> ofAnnotation(annotation, type.getName()));
            if (!everywhere.isEmpty()) {
                Annotated.problem(type).ifPresent(read::problem);
                if (Servlet.class.isAssignableFrom(type)) {
                    prepare(Annotated.requirements(type), type.getName());
                } else if (Endpoints.isEndpoint(type)) {
                    guardHandshakes(type);
                } else if (!type.isAnnotation()) {
                    expectElsewhere(type, elsewhere);
                }
            }
        }
        context.setAttribute(Guard.UNGUARDED_CLASSES, elsewhere);
        guardServlets();
        Configured configured = configured(read);
        configured.guarded().forEach(each -> guards.patterns(each.key(), each.patterns(), each.requirement()));
        Sessions.secure(context, configured.policy(), read);
    }

    /** A resource is guarded by its feature, but not its sub-resource locators: the class must be a bean then. */
    private void expectElsewhere(Class<?> type, Set<Class<?>> elsewhere) {
        boolean resource = RestResources.isResource(type);
        if (resource) {
            rest.expect(type);
        }
        if (!resource || RestResources.locators(type).findAny().isPresent()) {
            elsewhere.add(type);
        }
    }

    /** Guards every annotated servlet that is registered by now. */
    private void guardServlets() {
        rest.hasten(context);
        guards.unguarded().forEach((name, annotations) -> {
            if (prepare(annotations, "the servlet " + name)) {
                guards.servlet(name, annotations);
            }
        });
    }

    /** Guards the handshakes of an annotated WebSocket endpoint; what cannot be read of it is a problem told elsewhere. */
    synchronized void guardHandshakes(Class<?> type) {
        if (!house.endpoints().contains(type)) {
            house.endpoints().add(type, requirements(Annotated.requirements(type), type.getName()));
        }
    }

    private List<Requirement> requirements(Set<RequireClientCert> annotations, String where) {
        return annotations.stream()
                .map(annotation -> ofAnnotation(annotation, where))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether there is a guard for these annotations, after this; if not, that is a problem told elsewhere. */
    private boolean prepare(Set<RequireClientCert> annotations, String where) {
        List<Requirement> requirements = requirements(annotations, where);
        boolean proven = !requirements.isEmpty() && requirements.size() == annotations.size();
        if (proven) {
            guards.prepare(annotations, requirements);
        }
        return proven;
    }

    private Settings read(Collection<Class<?>> annotated) {
        Settings read = Settings.read(
                Sources.of(context, annotated), context.getContextPath(), Sources.files(context), CLOCK, events);
        try {
            WebXml descriptor = WebXml.of(context);
            descriptor.problems().forEach(read::problem);
            descriptor.advice().forEach(read::advice);
        } catch (IOException e) {
            read.problem(String.valueOf(e.getMessage()));
        }
        return read;
    }

    private Configured configured(Settings read) {
        try {
            return read.configured();
        } catch (SettingsException wrong) {
            events.accept(new Event.StaysShut(wrong.problems()));
            throw wrong;
        }
    }

    /** The server's key, which is to be followed; that the container cannot be told of changes is a problem. */
    private Optional<ReloadedKey> serverKey(Settings read) {
        return read.serverKey().map(named -> {
            ContainerTls container = new ContainerTls(context, named.reload());
            container.problem().ifPresent(problem -> read.problem("server.reload: " + problem));
            return new ReloadedKey(named.key(), container::reload);
        });
    }

    private Optional<Requirement> ofAnnotation(RequireClientCert annotation, String where) {
        return ofAnnotations.computeIfAbsent(annotation, unknown -> settings().requirement(annotation, where));
    }

    /** The parameters as they are now: they may change until the filter begins. */
    private Optional<Requirement> ofFilter(String name, Map<String, String> params) {
        return ofFilters.computeIfAbsent(
                Map.entry(name, Map.copyOf(params)), unknown -> settings().clientCertFilter(name, params));
    }

    private Set<Class<?>> unguardedClasses() {
        return context.getAttribute(Guard.UNGUARDED_CLASSES) instanceof Set<?> classes
                ? classes.stream()
                        .<Class<?>>map(type -> (Class<?>) type)
                        .filter(type -> !guards.standBefore(type))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private synchronized Requirement lateRequirement(RequireClientCert annotation) {
        return proven(ofAnnotation(annotation, "a bean"));
    }

    /** The requirement, unless anything at all is wrong. */
    private Requirement proven(Optional<Requirement> requirement) {
        configured(settings());
        return requirement.orElseThrow();
    }

    private Settings settings() {
        Settings read = settings;
        if (read == null) {
            throw new IllegalStateException("the settings are not read yet");
        }
        return read;
    }

    /**
     * Guards what the application's own listeners have registered. Containers disagree when that is possible: Jetty takes no
     * listener of ours for it, others take no filter once filters begin; who is left unguarded then keeps us shut.
     */
    private void tryToGuardServlets() {
        try {
            guardServlets();
        } catch (IllegalStateException | UnsupportedOperationException tooEarlyOrTooLate) {
            LOG.log(DEBUG, "servlets cannot be guarded at this moment", tooEarlyOrTooLate);
        }
    }

    /** Runs after the application's own listeners. */
    private record LateServlets(Deployment deployment) implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            deployment.tryToGuardServlets();
        }
    }
}
