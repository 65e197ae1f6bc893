// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import jakarta.enterprise.inject.spi.CDI;

/**
 * Fires every {@link Event} as a CDI event, for methods such as {@code void refused(@Observes Event.Refused event)}.
 * Made by the {@link java.util.ServiceLoader}. What happens before CDI has started is not seen by observers.
 */
public final class CdiEvents implements EventSink {

    /** Made by the {@link java.util.ServiceLoader}. */
    public CdiEvents() {}

    @Override
    public void accept(Event event) {
        jakarta.enterprise.event.Event<Object> events;
        try {
            events = CDI.current().getBeanContainer().getEvent();
        } catch (IllegalStateException noContainer) {
            return;
        }
        events.fire(event);
    }
}
