// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web application of the present context class loader; as much of its context as the initializer asks for. */
final class War {

    private final Map<String, String> params;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final List<ServletContextListener> listeners = new ArrayList<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** With these context parameters. */
    War(Map<String, String> params) {
        this.params = params;
    }

    /** Has the container start it. */
    War start() {
        new OutboundInitializer().onStartup(null, context());
        return this;
    }

    /** Where its own sink is told. */
    List<Event> events() {
        return events;
    }

    ServletContext context() {
        return (ServletContext) Proxy.newProxyInstance(
                War.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getInitParameterNames" -> Collections.enumeration(params.keySet());
                    case "getInitParameter" -> params.get((String) arguments[0]);
                    case "getClassLoader" -> loader;
                    case "getAttribute" -> EventSink.ATTRIBUTE.equals(arguments[0]) ? (EventSink) events::add : null;
                    case "addListener" -> {
                        listeners.add((ServletContextListener) arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Has the container end it. */
    void end() {
        listeners.forEach(listener -> listener.contextDestroyed(new ServletContextEvent(context())));
    }
}
