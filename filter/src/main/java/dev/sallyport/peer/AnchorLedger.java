// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Who still comes by the retiring anchors of a trust, so that an operator knows when they may go. Each name is told of when it
 * comes by them for the first time, and once a day while it goes on. It holds 1,000 names; a new one takes the place of the one
 * that was not seen for longest, if it was not for a day. Those for whom there is no place are counted together, and told of once
 * a day.
 *
 * <p>Safe for use by many threads; nothing is locked where a name is known.
 */
public final class AnchorLedger {

    private static final int MOST_NAMES = 1000;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long SECOND = Duration.ofSeconds(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final String trust;
    private final EventSink events;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Line others = new Line("", NEVER);
    private final AtomicLong searched = new AtomicLong(NEVER);

    /**
     * Somebody who came by a retiring anchor.
     *
     * @param name his name; empty for all those together for whom there was no place
     * @param anchor the subject of the CA that has issued his certificate; empty likewise
     * @param lastSeen when he came last
     * @param count how often he came
     */
    public record User(String name, String anchor, Instant lastSeen, long count) {}

    private record Line(String anchor, AtomicLong lastSeen, AtomicLong count, AtomicLong told) {

        Line(String anchor, long time) {
            this(anchor, new AtomicLong(time), new AtomicLong(), new AtomicLong(NEVER));
        }

        /** He comes; whether that is to be told. */
        boolean note(long time) {
            lastSeen.set(time);
            count.incrementAndGet();
            long before = told.get();
            return isOver(DAY, before, time) && told.compareAndSet(before, time);
        }

        User user(String name) {
            return new User(name, anchor, Instant.ofEpochMilli(lastSeen.get()), count.get());
        }
    }

    /** An empty one. */
    public AnchorLedger(String trust, EventSink events) {
        this.trust = trust;
        this.events = events;
    }

    /** The trust whose anchors retire. */
    public String trust() {
        return trust;
    }

    /** Everybody who came, the latest first. */
    public List<User> users() {
        return lines.entrySet().stream()
                .map(line -> line.getValue().user(line.getKey()))
                .sorted(Comparator.comparing(User::lastSeen).reversed())
                .toList();
    }

    /** All those together for whose names there was no place; empty if there was one for everybody. */
    public Optional<User> others() {
        return others.count().get() == 0 ? Optional.empty() : Optional.of(others.user(""));
    }

    /** As {@link #users()}, and then {@link #others()}. */
    public List<User> everybody() {
        return Stream.concat(users().stream(), others().stream()).toList();
    }

    /** He has come by a retiring anchor. */
    void note(VerifiedPeer peer, Instant now) {
        long time = now.toEpochMilli();
        Line line = lines.get(peer.getName());
        if (line == null) {
            line = begin(peer, time);
        }
        if (!line.note(time)) {
            return;
        }
        events.accept(
                line.equals(others)
                        ? new Event.RetiringAnchorUsedByOthers(
                                trust, line.count().get())
                        : new Event.RetiringAnchorUsed(trust, peer.getName(), line.anchor()));
    }

    /** The line of a name that had none; that of all others if there is no place. */
    private synchronized Line begin(VerifiedPeer peer, long time) {
        if (lines.size() >= MOST_NAMES && isOver(SECOND, searched.get(), time)) {
            searched.set(time);
            lines.entrySet().stream()
                    .filter(line -> isOver(DAY, line.getValue().lastSeen().get(), time))
                    .min(Comparator.comparingLong(
                            line -> line.getValue().lastSeen().get()))
                    .ifPresent(longestUnseen -> lines.remove(longestUnseen.getKey()));
        }
        return lines.size() < MOST_NAMES
                ? lines.computeIfAbsent(
                        peer.getName(), unknown -> new Line(peer.issuer().getName(), time))
                : lines.getOrDefault(peer.getName(), others);
    }

    /** Whether so long has passed since then, or a clock said then that was ahead; of two threads one may be a little later. */
    private static boolean isOver(long duration, long then, long time) {
        return time >= then + duration || time < then - MINUTE;
    }
}
