// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Several sinks, told one after the other; one that throws keeps none of the others from it, and is logged once. */
public final class Sinks implements EventSink {

    private final Logger logger;
    private final List<Guarded> sinks = new CopyOnWriteArrayList<>();

    /** Tells them in this order. */
    public Sinks(List<EventSink> sinks) {
        this(sinks, System.getLogger(LogSink.LOGGER));
    }

    Sinks(List<EventSink> sinks, Logger logger) {
        this.logger = logger;
        sinks.forEach(this::add);
    }

    /** Tells this one too from now on, after the others. */
    public void add(EventSink sink) {
        sinks.add(new Guarded(sink, logger, new AtomicBoolean()));
    }

    /** Does not tell it any more. */
    public void remove(EventSink sink) {
        sinks.removeIf(guarded -> guarded.sink().equals(sink));
    }

    @Override
    public void accept(Event event) {
        sinks.forEach(sink -> sink.accept(event));
    }

    private record Guarded(EventSink sink, Logger logger, AtomicBoolean hasThrown) implements EventSink {

        /** A linkage error is what a sink throws that was built against other classes. */
        @Override
        public void accept(Event event) {
            try {
                sink.accept(event);
            } catch (RuntimeException | LinkageError thrown) {
                if (!hasThrown.getAndSet(true)) {
                    logger.log(
                            Level.WARNING,
                            () -> PrintableText.of(
                                    "sink-failed: " + sink.getClass().getName() + " threw " + thrown, 1000));
                }
            }
        }
    }
}
