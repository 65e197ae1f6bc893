// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import dev.sallyport.ExpiryLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Watches what ends, and says so in time: when its level rises, and once a day as long as that lasts. Of peers it says so for
 * each of their issuers, not for each of them, for they come and go.
 *
 * <p>Safe for use by many threads. It has no thread of its own: somebody calls {@link #look} every now and then.
 */
public final class ExpiryWatch {

    /** From how long before the end on is warned, if nothing else is said. */
    public static final Duration DEFAULT_WARN = Duration.ofDays(30);

    private static final Duration AGAIN = Duration.ofDays(1);

    private final Duration warn;
    private final EventSink events;
    private final List<ExpirySource> sources = new CopyOnWriteArrayList<>();
    private final Set<ExpirySource> broken = ConcurrentHashMap.newKeySet();
    private final Map<Object, Told> told = new HashMap<>();

    private record Told(ExpiryLevel level, Instant at) {
        /** What was told by a clock that was ahead is not. */
        boolean isEnough(ExpiryLevel present, Instant now) {
            return present.compareTo(level) <= 0 && !now.isBefore(at) && now.isBefore(at.plus(AGAIN));
        }
    }

    /**
     * Warns no earlier than so long before the end.
     *
     * @param events where it says so
     */
    public ExpiryWatch(Duration warn, EventSink events) {
        this.warn = warn;
        this.events = events;
    }

    /** Watches this too. One that throws, or gives {@code null}, is told of once, and asked again. */
    public void watch(ExpirySource source) {
        sources.add(source);
    }

    /** Everything that is watched, as it stands now; what ends first is first. */
    public List<ExpiryStatus> statuses(Instant now) {
        Set<ExpiryStatus> all = new HashSet<>();
        for (ExpirySource source : sources) {
            try {
                all.addAll(source.expiring().stream()
                        .map(expiring -> new ExpiryStatus(expiring, expiring.level(warn, now)))
                        .toList());
                broken.remove(source);
            } catch (RuntimeException | LinkageError e) { // what the others have is still watched
                if (broken.add(source)) {
                    events.accept(new Event.Advice("it cannot be watched when the certificates of "
                            + source.getClass().getName() + " end: " + e));
                }
            }
        }
        return all.stream()
                .sorted(Comparator.comparing(
                                (ExpiryStatus status) -> status.expiring().notAfter())
                        .thenComparing(status -> status.expiring().text()))
                .toList();
    }

    /** Says what is to be said now. */
    public void look(Instant now) {
        due(statuses(now), now).forEach(events::accept);
    }

    private synchronized List<Event> due(List<ExpiryStatus> statuses, Instant now) {
        List<Event> due = new ArrayList<>();
        Set<Object> subjects = new HashSet<>();
        for (ExpiryStatus status : statuses) {
            Object subject = subject(status.expiring());
            @Nullable Told before = told.get(subject);
            ExpiryLevel level = status.level();
            boolean valid = level == ExpiryLevel.VALID;
            if (!valid || status.expiring().kind() == Expiring.Kind.PEER) { // a valid peer says nothing of the next
                subjects.add(subject);
            }
            if (!valid && (before == null || !before.isEnough(level, now))) {
                told.put(subject, new Told(level, now));
                due.add(new Event.Expires(
                        level, status.expiring().text(), status.expiring().notAfter()));
            }
        }
        told.keySet().retainAll(subjects);
        return due;
    }

    private static Object subject(Expiring expiring) {
        return expiring.kind() == Expiring.Kind.PEER ? expiring.issuer() : expiring;
    }
}
