// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files for as long as an application runs, and has whatever is read from them read again when they change.
 *
 * <p>The file system tells of changes where it can; beside that they are looked for each second, which finds what it does not
 * tell of: network file systems, links further up. What is found is read when nothing has changed for a quarter of a second, so
 * that no file is read while it is written, and no key before its certificate. A candidate that is not good in every part
 * changes nothing; it is told once, and tried again every ten seconds, and at once when the files change.
 *
 * <p>It takes one daemon thread, from {@link #start()} to {@link #close()}. Safe for use by many threads.
 */
public final class Follower implements AutoCloseable {

    /** How long nothing may have changed before files are read. */
    static final Duration QUIET = Duration.ofMillis(250);

    /** How often is looked without having been told. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    /** How often files that go on changing are waited for when they are to be read now. */
    private static final int MOST_ROUNDS = 20;

    private final InstantSource clock;
    private final LongSupplier nanoseconds;
    private final EventSink events;
    private final List<Watched> all = new CopyOnWriteArrayList<>();
    private boolean started;
    private @Nullable FileEvents changes;

    /**
     * The state of something that is followed.
     *
     * @param name what it is
     * @param files its files and folders
     * @param since since when the present one is in force
     * @param problem why the newest candidate is not in force; empty if it is
     */
    public record Status(String name, List<String> files, Instant since, Optional<String> problem) {
        /** Keeps a copy. */
        public Status {
            files = List.copyOf(files);
        }

        Status with(Optional<String> other) {
            return new Status(name, files, since, other);
        }
    }

    /** Follows nothing yet. */
    public Follower(InstantSource clock, EventSink events) {
        this(clock, System::nanoTime, events);
    }

    Follower(InstantSource clock, LongSupplier nanoseconds, EventSink events) {
        this.clock = clock;
        this.nanoseconds = nanoseconds;
        this.events = events;
    }

    /** Follows this too; what its files hold at the moment is taken to be in force, or is read soon if they change now. */
    public synchronized void follow(Followed what) {
        all.add(new Watched(what, clock.instant(), nanoseconds.getAsLong()));
        begin();
    }

    /** Follows this no more. */
    public void unfollow(Followed what) {
        all.removeIf(watched -> watched.follows(what));
    }

    /** From now on it looks, as soon as there is something to follow. */
    public synchronized void start() {
        started = true;
        begin();
    }

    /** Whether it looks, or would if there were something to follow. */
    public synchronized boolean isStarted() {
        return started;
    }

    private void begin() {
        if (started && changes == null && !all.isEmpty()) {
            FileEvents opened = FileEvents.open();
            Thread looking = new Thread(() -> run(opened), "sallyport-follow");
            looking.setDaemon(true);
            looking.setContextClassLoader(Follower.class.getClassLoader());
            changes = opened;
            looking.start();
        }
    }

    /**
     * Reads everything again now, whether or not it has changed. Files that are being changed at this moment are waited for, some
     * seconds at most.
     */
    public List<Status> reload() {
        List<Watched> left = List.copyOf(all);
        for (int round = 0; round < MOST_ROUNDS && !left.isEmpty(); round++) {
            if (haveMoved(left) && !isQuiet()) {
                break;
            }
            left = left.stream().filter(watched -> !isRead(watched)).toList();
        }
        return statuses();
    }

    private boolean haveMoved(List<Watched> some) {
        boolean moved = false;
        for (Watched watched : some) {
            moved |= watched.hasMoved(nanoseconds.getAsLong());
        }
        return moved;
    }

    private boolean isRead(Watched watched) {
        Watched.Looked looked = watched.attempt(clock.instant(), nanoseconds.getAsLong());
        looked.told().forEach(this::tell);
        return looked.isAtRest();
    }

    /** Waits for the quiet period; false if the thread is wanted elsewhere. */
    private static boolean isQuiet() {
        try {
            TimeUnit.NANOSECONDS.sleep(QUIET.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How everything is that is followed. Waits for nothing that is being read. */
    public List<Status> statuses() {
        return all.stream().map(watched -> watched.status(clock.instant())).toList();
    }

    /** Ends the looking; {@link #start()} would begin it again. */
    @Override
    public synchronized void close() {
        started = false;
        if (changes != null) {
            changes.close();
        }
        changes = null;
    }

    /** Looks once; how long it may be until the next time, if nobody tells of a change before. */
    Duration look() {
        Duration wait = PERIOD;
        for (Watched watched : all) {
            Watched.Looked looked = watched.look(clock.instant(), nanoseconds.getAsLong());
            looked.told().forEach(this::tell);
            wait = looked.isAtRest() ? wait : QUIET;
        }
        return wait;
    }

    private void run(FileEvents opened) {
        while (!opened.isClosed()) {
            opened.watch(
                    all.stream().flatMap(watched -> watched.files().stream()).toList());
            opened.await(look());
        }
    }

    /** What a sink throws changes nothing. */
    private void tell(Event event) {
        try {
            events.accept(event);
        } catch (RuntimeException | LinkageError e) {
            // whoever handed it in has it logged, if he wants
        }
    }
}
