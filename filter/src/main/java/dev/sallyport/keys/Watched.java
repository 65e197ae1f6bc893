// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import dev.sallyport.Event;
import dev.sallyport.keys.Follower.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is followed: how its files were when they were last looked at, and when they were last read. What is to be told
 * is returned, so that nobody is told while others wait; how it stands can be asked even while a file cannot be read.
 */
final class Watched {

    /** When a candidate is tried again that was not good, though its files are the same. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** How long files may go on changing before that is a fault too. */
    private static final Duration RESTLESS = Duration.ofSeconds(10);

    private static final String NO_REST = "its files go on changing, and are read when they have come to rest";

    private final Followed what;
    private Stamp seen;
    private long seenAt;
    private Stamp tried;
    private long triedAt;
    private long restAt;
    private boolean readsAgain = true; // it was read before it was looked at
    private @Nullable Candidate bad;
    private volatile Status status;
    private volatile @Nullable Instant reading;

    /** A candidate that was not good. */
    private record Candidate(Stamp files, String reason) {}

    /**
     * What came of a look.
     *
     * @param isAtRest whether nothing is left to be done soon
     * @param told what is to be told
     */
    record Looked(boolean isAtRest, List<Event> told) {

        static Looked quietly(boolean isAtRest) {
            return new Looked(isAtRest, List.of());
        }
    }

    Watched(Followed what, Instant now, long at) {
        this.what = what;
        this.seen = Stamp.of(what.files());
        this.seenAt = at;
        this.tried = seen;
        this.triedAt = at;
        this.restAt = at;
        this.status = new Status(what.name(), names(what.files()), now, Optional.empty());
    }

    boolean follows(Followed other) {
        return what.equals(other);
    }

    List<Path> files() {
        return what.files();
    }

    Status status(Instant now) {
        Instant begun = reading;
        return begun != null
                        && begun.plus(RESTLESS).isBefore(now)
                        && status.problem().isEmpty()
                ? status.with(Optional.of("its files are being read since " + begun))
                : status;
    }

    /** Whether its files are others than at the last look. */
    synchronized boolean hasMoved(long at) {
        Stamp files = Stamp.of(what.files());
        boolean moved = !files.equals(seen);
        if (moved) {
            seen = files;
            seenAt = at;
        }
        return moved;
    }

    /** Looks at the files, and reads them if they are others and have come to rest. */
    synchronized Looked look(Instant now, long at) {
        try {
            if (hasMoved(at)) {
                return restless(at);
            }
            if (!seen.equals(tried)) {
                return at - seenAt >= Follower.QUIET.toNanos() ? attempt(now, at) : Looked.quietly(false);
            }
            restAt = at;
            Duration wait = bad == null ? Stamp.COARSE : AGAIN;
            boolean due = (readsAgain || bad != null) && at - triedAt >= wait.toNanos();
            return due ? attempt(now, at) : Looked.quietly(true);
        } catch (RuntimeException | Error e) { // the others are still to be looked at, and this one next time
            return new Looked(true, judge(seen, unforeseen(e), false));
        }
    }

    /** Reads the files now, and puts in force what is good, if they stood still meanwhile. */
    synchronized Looked attempt(Instant now, long at) {
        reading = now;
        try {
            Stamp before = Stamp.of(what.files());
            Optional<Followed.Change> change = Optional.empty();
            String reason = null;
            try {
                change = what.read(now);
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
            Stamp after = Stamp.of(what.files());
            if (!after.equals(before)) {
                seen = after;
                seenAt = at;
                return restless(at);
            }
            seen = after;
            tried = after;
            triedAt = at;
            restAt = at;
            readsAgain = after.mayHide(now);
            return new Looked(true, take(after, change, reason, now));
        } catch (RuntimeException | Error e) { // as in look
            tried = seen;
            triedAt = at;
            return new Looked(true, judge(seen, unforeseen(e), false));
        } finally {
            reading = null;
        }
    }

    private List<Event> take(Stamp files, Optional<Followed.Change> change, @Nullable String reason, Instant now) {
        List<Event> told = new ArrayList<>();
        String problem = reason;
        boolean taken = false;
        if (change.isPresent()) {
            try {
                told.add(new Event.Rotated(what.name(), change.get().take()));
                taken = true;
                status = new Status(what.name(), names(what.files()), now, Optional.empty());
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        told.addAll(judge(files, problem, taken));
        return told;
    }

    /** Files that change are left alone; if they do so for long, that is told. */
    private Looked restless(long at) {
        return new Looked(false, at - restAt >= RESTLESS.toNanos() ? judge(tried, NO_REST, false) : List.of());
    }

    private List<Event> judge(Stamp files, @Nullable String reason, boolean taken) {
        Candidate last = bad;
        Candidate next = reason == null ? null : new Candidate(files, reason);
        bad = next;
        status = status.with(Optional.ofNullable(reason));
        if (next != null && !next.equals(last)) {
            String where = what.name() + " (" + String.join(", ", names(what.files())) + ')';
            return List.of(new Event.FileUnusable(where, next.reason()));
        }
        return next == null && last != null && !taken ? List.of(new Event.FileUsable(what.name())) : List.of();
    }

    private static String unforeseen(Throwable e) {
        return "it cannot be read: " + e.getClass().getName();
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.toList());
    }
}
