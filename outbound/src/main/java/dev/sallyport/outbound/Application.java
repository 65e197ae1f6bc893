// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import dev.sallyport.config.FileAccess;
import dev.sallyport.config.OutboundSettings;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.config.Source;
import dev.sallyport.keys.Expiring;
import dev.sallyport.report.LogSink;
import dev.sallyport.report.Sinks;
import java.io.IOException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one application calls, by the names of its settings; each is opened once. Safe for use by many threads. */
final class Application {

    /** Those that are over stay, so that nobody begins them anew; they hold nothing of their class loader. */
    private static final Map<ClassLoader, Application> ALL = new WeakHashMap<>();

    private enum State {
        /** Its settings stand in system properties and the environment, as far as is known. */
        BY_ITSELF,
        /** A WAR, whose settings are all known. */
        DESCRIBED,
        /** A WAR that has ended, or could not begin. */
        OVER
    }

    private final Collection<String> expected = new TreeSet<>();
    private final Map<String, OutboundTls> opened = new ConcurrentHashMap<>();
    private volatile State state = State.BY_ITSELF;
    private Sinks sinks;
    private List<Source> more = List.of();
    private FollowedBy followedBy = FollowedBy.NOBODY;
    private @Nullable Map<String, OutboundSettings> settings;

    private Application(ClassLoader loader) {
        sinks = sinks(loader);
    }

    private static Sinks sinks(ClassLoader loader) {
        Sinks sinks = new Sinks(List.of(new LogSink()));
        ServiceLoader.load(EventSink.class, loader).forEach(sinks::add);
        return sinks;
    }

    /** The one that runs the present thread: by its context class loader. */
    static Application current() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return of(loader == null ? Application.class.getClassLoader() : loader);
    }

    /** The one of this class loader. */
    static Application of(ClassLoader loader) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(loader, Application::new);
        }
    }

    /**
     * Says that it is the WAR of this class loader: where more settings stand than in system properties and the environment, and
     * where more events go.
     *
     * @throws SettingsException with every problem, names that are expected and not there included, and names that were opened
     *     before by the settings that were known then
     */
    synchronized void describe(ClassLoader loader, Source source, EventSink sink, FollowedBy follows) {
        if (!opened.isEmpty()) {
            throw new SettingsException(opened.keySet().stream()
                    .sorted()
                    .map(name -> "outbound '" + name + "' was opened before the context parameters were read, which may"
                            + " demand more (expected: not before the web application starts)")
                    .toList());
        }
        more = List.of(source);
        followedBy = follows;
        sinks = sinks(loader);
        sinks.add(sink);
        state = State.DESCRIBED;
        settings = null;
        try {
            check();
        } catch (RuntimeException wrong) {
            end();
            throw wrong;
        }
    }

    /** Whether all places are known where settings stand. */
    boolean isDescribed() {
        return state == State.DESCRIBED;
    }

    /** Somebody will ask for this name. */
    synchronized void expect(Collection<String> names) {
        expected.addAll(names);
    }

    /** Throws a {@link SettingsException} with every problem, names that are expected and not there included. */
    synchronized void check() {
        Map<String, OutboundSettings> known = settings();
        List<String> missing = expected.stream()
                .filter(name -> !known.containsKey(name))
                .map(name -> missing(name, known.keySet()))
                .toList();
        if (!missing.isEmpty()) {
            throw new SettingsException(missing);
        }
    }

    /** What calls the servers of this name. */
    OutboundTls get(String name) {
        OutboundTls open = opened.get(name);
        while (open == null) {
            open = open(name);
        }
        return open;
    }

    /** What is needed to open something, all of it of one moment. */
    private record Means(Map<String, OutboundSettings> settings, EventSink events, FollowedBy followedBy) {}

    /** Reads files, during which nobody is kept from another name; null if the settings have changed meanwhile. */
    private @Nullable OutboundTls open(String name) {
        Means means = means(name);
        OutboundSettings known = means.settings().get(name);
        if (known == null) {
            throw new SettingsException(List.of(missing(name, means.settings().keySet())));
        }
        try {
            OutboundTls made = OutboundTls.of(known, OutboundTls.CLOCK, means.events(), means.followedBy());
            OutboundTls kept = keep(name, made, means);
            if (!made.equals(kept)) {
                made.close();
            }
            return kept;
        } catch (IOException e) { // what could be read a moment ago
            throw new SettingsException(List.of("outbound " + name + ": " + e.getMessage()));
        }
    }

    private synchronized Means means(String name) {
        if (state == State.OVER) {
            throw new SettingsException(List.of(
                    "outbound '" + name + "' is asked for after the web application has ended (expected: before)"));
        }
        if (state == State.BY_ITSELF && isWarNear()) {
            throw new SettingsException(
                    List.of("outbound '" + name + "' is asked for by a thread that is of no web application"
                            + " which has started, so that its context parameters are not known (expected: a context class loader"
                            + " of one, and sallyport-outbound among its initializers; or OutboundTls.builder)"));
        }
        return new Means(settings(), sinks, followedBy);
    }

    private synchronized @Nullable OutboundTls keep(String name, OutboundTls made, Means means) {
        if (settings == null || !means.equals(new Means(settings, sinks, followedBy))) {
            return null;
        }
        OutboundTls other = opened.putIfAbsent(name, made);
        return other == null ? made : other;
    }

    /** Whether there are settings that only a WAR knows: one was described, or these classes are in one. */
    private static boolean isWarNear() {
        synchronized (ALL) {
            return isInWar(Application.class.getProtectionDomain().getCodeSource())
                    || ALL.values().stream().anyMatch(Application::isDescribed);
        }
    }

    private static boolean isInWar(@Nullable CodeSource code) {
        return code != null
                && code.getLocation() != null
                && code.getLocation().toString().contains("/WEB-INF/");
    }

    /** What ends, of all that the settings name; it is opened for that. */
    List<Expiring> expiring() {
        return names().stream().flatMap(name -> get(name).expiring().stream()).toList();
    }

    private synchronized Collection<String> names() {
        return state == State.OVER ? List.of() : List.copyOf(settings().keySet());
    }

    /** Closes everything; the settings are read again if somebody asks. */
    synchronized void close() {
        opened.values().forEach(OutboundTls::close);
        opened.clear();
        settings = null;
    }

    /** The application ends: nothing is opened any more, unless it is described anew. */
    synchronized void end() {
        close();
        state = State.OVER;
        sinks = new Sinks(List.of());
        more = List.of();
        followedBy = FollowedBy.NOBODY;
        expected.clear();
    }

    /** Where it was described, the filter has told the advice, who has read the same. */
    private Map<String, OutboundSettings> settings() {
        if (settings == null) {
            List<Source> sources = new ArrayList<>(more);
            sources.add(Source.systemProperties(System.getProperties()));
            sources.add(Source.environment(System.getenv()));
            Sinks told = sinks;
            Consumer<String> advice =
                    isDescribed() ? sentence -> {} : sentence -> told.accept(new Event.Advice(sentence));
            settings = Settings.outbound(sources, FileAccess.FILE_SYSTEM, OutboundTls.CLOCK.instant(), advice);
        }
        return settings;
    }

    private static String missing(String name, Collection<String> known) {
        return "outbound '" + name + "' is not in the settings (expected: sallyport.outbound." + name + ".anchors"
                + (known.isEmpty() ? ")" : ", or one of " + String.join(", ", known) + ")");
    }
}
