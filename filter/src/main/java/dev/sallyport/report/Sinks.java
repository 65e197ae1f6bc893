// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import java.util.List;

/** Several sinks, told one after the other. */
public final class Sinks implements EventSink {

    private final List<EventSink> sinks;

    /** Tells them in this order. */
    public Sinks(List<EventSink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void accept(Event event) {
        sinks.forEach(sink -> sink.accept(event));
    }
}
