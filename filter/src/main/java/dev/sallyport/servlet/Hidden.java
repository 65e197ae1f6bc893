// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the headers that were hidden, by their names; tells now and then. Safe for use by many threads. */
final class Hidden {

    private static final int MOST_NAMES = 64;
    private static final String OTHERS = "(others)";
    private static final int BASE = 10;

    private final ConcurrentMap<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final EventSink events;

    Hidden(EventSink events) {
        this.events = events;
    }

    void count(String name, String remoteAddress) {
        String header = name.toLowerCase(Locale.ROOT);
        String counted = counts.size() < MOST_NAMES || counts.containsKey(header) ? header : OTHERS;
        long count = counts.computeIfAbsent(counted, first -> new AtomicLong()).incrementAndGet();
        if (isPower(count)) {
            events.accept(new Event.HeaderHidden(counted, remoteAddress, count));
        }
    }

    private static boolean isPower(long count) {
        long rest = count;
        while (rest % BASE == 0) {
            rest /= BASE;
        }
        return rest == 1;
    }
}
