// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Event;
import dev.sallyport.config.Configured;
import dev.sallyport.config.MetricsSystem;
import dev.sallyport.config.ServerKey;
import dev.sallyport.fetch.Background;
import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.ExpirySource;
import dev.sallyport.keys.ExpiryStatus;
import dev.sallyport.keys.ExpiryWatch;
import dev.sallyport.keys.Follower;
import dev.sallyport.monitor.ManagedOverview;
import dev.sallyport.monitor.Metrics;
import dev.sallyport.monitor.MicrometerMetrics;
import dev.sallyport.monitor.OpenTelemetryMetrics;
import dev.sallyport.monitor.Overview;
import dev.sallyport.peer.AnchorLedger;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.report.Sinks;
import jakarta.servlet.ServletContext;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/**
 * Shows operators how an application stands, from when it opens until it ends: by events, metrics and JMX; and
 * other applications which keys it uses.
 */
final class Monitoring implements AutoCloseable {

    private final ServletContext context;
    private final InstantSource clock;
    private final Sinks events;
    private final Follower follower;
    private final List<Metrics> metrics = new CopyOnWriteArrayList<>();
    private final Set<Metrics> failing = ConcurrentHashMap.newKeySet();
    private final Background ticking;
    private @Nullable ManagedOverview managed;

    Monitoring(ServletContext context, InstantSource clock, Sinks events, Follower follower) {
        this.context = context;
        this.clock = clock;
        this.events = events;
        this.follower = follower;
        this.ticking = new Background(clock, events);
    }

    /** What is shown. */
    private final class Shown implements Overview {

        private final ExpiryWatch watch;
        private final List<AnchorLedger> ledgers;

        Shown(Configured configured) {
            this.ledgers = configured.ledgers();
            this.watch = new ExpiryWatch(configured.watch().warn(), events);
            for (ClientTrust trust : configured.trusts()) {
                watch.watch(() -> trust.expiring(clock.instant()));
            }
            configured
                    .serverKey()
                    .map(ServerKey::key)
                    .ifPresent(key -> watch.watch(() -> Expiring.all(
                            Expiring.Kind.SERVER_KEY, "server", key.current().chain())));
            watchOthers();
        }

        private void watchOthers() {
            try {
                ServiceLoader.load(ExpirySource.class, context.getClassLoader()).forEach(watch::watch);
            } catch (ServiceConfigurationError e) { // what was found before it is watched
                events.accept(new Event.Advice("not everything is watched that will end: " + e));
            }
        }

        @Override
        public String application() {
            return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
        }

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public List<ExpiryStatus> expiring() {
            return watch.statuses(clock.instant());
        }

        @Override
        public List<Follower.Status> followed() {
            return follower.statuses();
        }

        @Override
        public List<AnchorLedger> retiring() {
            return ledgers;
        }

        @Override
        public List<Follower.Status> reload() {
            return follower.reload();
        }
    }

    /** The application is open. */
    synchronized void begin(Configured configured) {
        Shown shown = new Shown(configured);
        context.setAttribute(Overview.ATTRIBUTE, shown);
        configured.watch().metrics().forEach(system -> show(system, shown));
        manage(shown);
        ticking.lookAfter(() -> shown.watch.look(clock.instant()));
        ticking.lookAfter(() -> metrics.forEach(this::refresh));
        ticking.lookAround();
        ticking.start();
        configured.serverKey().ifPresent(ServerKey::open);
    }

    private void refresh(Metrics numbers) {
        try {
            numbers.refresh();
        } catch (RuntimeException | LinkageError e) { // the next time may be better
            if (failing.add(numbers)) {
                events.accept(new Event.Advice("not all metrics are shown: " + e));
            }
        }
    }

    private void show(MetricsSystem system, Shown shown) {
        try {
            tryToShow(system, shown);
        } catch (RuntimeException | LinkageError e) { // nothing that is guarded needs it
            events.accept(new Event.Advice("no metrics are shown: " + e));
        }
    }

    private void tryToShow(MetricsSystem system, Shown shown) {
        Object own = context.getAttribute(system.type());
        Optional<Metrics> numbers = switch (system) {
            case MICROMETER -> Optional.of(MicrometerMetrics.show(own, shown));
            case OPENTELEMETRY -> OpenTelemetryMetrics.show(own, shown);
        };
        numbers.ifPresentOrElse(
                each -> {
                    metrics.add(each);
                    events.add(each);
                },
                () -> events.accept(
                        new Event.Advice("metrics go to OpenTelemetry, but none was there when the application"
                                + " opened (expected: an agent, or " + system.type()
                                + " set as an attribute of the servlet context or as the global one before)")));
    }

    private void manage(Shown shown) {
        try {
            managed = ManagedOverview.register(ManagementFactory.getPlatformMBeanServer(), shown);
        } catch (JMException | RuntimeException e) { // nothing that is guarded needs it
            events.accept(new Event.Advice("the application is not shown by JMX: " + e));
        }
    }

    @Override
    public synchronized void close() {
        ticking.close();
        context.removeAttribute(Overview.ATTRIBUTE);
        for (Metrics each : metrics) {
            events.remove(each);
            each.close();
        }
        metrics.clear();
        if (managed != null) {
            managed.close();
        }
        managed = null;
    }
}
