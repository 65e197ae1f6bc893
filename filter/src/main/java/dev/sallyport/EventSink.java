// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

/**
 * Gets every {@link Event}. Found by {@link java.util.ServiceLoader}, or as the attribute {@link #ATTRIBUTE} of the
 * servlet context; both beside the log, which always gets them.
 *
 * <p>Called on the request's own thread, by many at once: be quick and thread-safe. What it throws is logged and
 * changes nothing.
 */
@FunctionalInterface
public interface EventSink {

    /** The servlet context attribute whose value, an {@code EventSink}, gets events from then on. */
    String ATTRIBUTE = "dev.sallyport.EventSink";

    /** Takes note of it. */
    void accept(Event event);
}
