// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * What is done beside the requests of one trust: fetching, and looking after what was fetched. It takes two daemon threads,
 * which begin when something is to be done and end with {@link #close()}; after that nothing is done any more.
 */
public final class Background implements AutoCloseable {

    /** How often is looked for what is due. */
    public static final Duration PERIOD = Duration.ofSeconds(10);

    private static final int THREADS = 2;

    private final Executor executor;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final EventSink events;
    private final Hosts hosts = new Hosts();
    private final List<Runnable> chores = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor own = own();

    /** With threads of its own; {@link #start()} has it look for what is due. */
    public Background(InstantSource clock, EventSink events) {
        this.executor = own;
        this.clock = clock;
        this.random = new Random(); // the default one is found by a service that not every class loader sees
        this.events = undisturbed(events);
    }

    /**
     * With the threads of somebody else, who calls {@link #lookAround()} every now and then.
     *
     * @param random spreads over time what many would do at once
     */
    public Background(Executor executor, InstantSource clock, RandomGenerator random, EventSink events) {
        this.executor = executor;
        this.clock = clock;
        this.random = random;
        this.events = undisturbed(events);
    }

    /** From now on it looks for what is due. */
    public void start() {
        Future<?> looking = own.scheduleWithFixedDelay(
                this::lookAround, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        closing(() -> looking.cancel(false));
    }

    /** Does, or begins to do, what is due now. */
    public void lookAround() {
        for (Runnable chore : chores) {
            try {
                chore.run();
            } catch (RuntimeException | Error e) { // the other chores, and this one next time, are still to be done
                events.accept(new Event.FetchFails("what is done in the background", String.valueOf(e)));
            }
        }
    }

    /** Adds something to be looked after. */
    public void lookAfter(Runnable chore) {
        chores.add(chore);
    }

    /** Closes this too when it is closed. */
    public void closing(AutoCloseable resource) {
        opened.add(resource);
    }

    /** The clock. */
    public InstantSource clock() {
        return clock;
    }

    Hosts hosts() {
        return hosts;
    }

    RandomGenerator random() {
        return random;
    }

    /** Where is told what fails. */
    public EventSink events() {
        return events;
    }

    /** Whether the task will be done. */
    boolean execute(Runnable task) {
        try {
            if (!own.isShutdown()) {
                executor.execute(task);
                return true;
            }
        } catch (RejectedExecutionException e) {
            // nothing is done any more
        }
        return false;
    }

    @Override
    public void close() {
        own.shutdownNow();
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("a resource cannot be closed", e);
            }
        }
    }

    /** What a sink throws changes nothing. */
    private static EventSink undisturbed(EventSink events) {
        return event -> {
            try {
                events.accept(event);
            } catch (RuntimeException | LinkageError e) {
                // whoever handed it in has it logged, if he wants
            }
        };
    }

    private static ScheduledThreadPoolExecutor own() {
        AtomicInteger number = new AtomicInteger();
        return new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "sallyport-fetch-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Background.class.getClassLoader());
            return thread;
        });
    }
}
