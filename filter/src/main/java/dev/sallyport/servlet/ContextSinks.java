// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.EventSink;
import dev.sallyport.report.LogSink;
import dev.sallyport.report.Sinks;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The sinks of an application: the log, those found by the service loader, and the one in the servlet context. */
final class ContextSinks {

    private ContextSinks() {}

    static Sinks of(ServletContext context) {
        List<EventSink> sinks = new ArrayList<>();
        sinks.add(new LogSink());
        ServiceLoader.load(EventSink.class, context.getClassLoader()).forEach(sinks::add);
        sinks.add(event -> {
            if (context.getAttribute(EventSink.ATTRIBUTE) instanceof EventSink hook) {
                hook.accept(event);
            }
        });
        return new Sinks(sinks);
    }
}
