// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import dev.sallyport.servlet.SallyportInitializer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** What stands before the application. */
public enum Contender {
    /** Nothing at all. */
    NOTHING {
        @Override
        void guard(ServletContextHandler application, Path anchors, Map<String, String> settings) {}
    },
    /** The least a filter can do. */
    EMPTY_FILTER {
        @Override
        void guard(ServletContextHandler application, Path anchors, Map<String, String> settings) {
            add(application, new EmptyFilter());
        }
    },
    /** A filter that asks and tells the container as much as Sallyport, and decides nothing. */
    SAME_CALLS {
        @Override
        void guard(ServletContextHandler application, Path anchors, Map<String, String> settings) {
            add(application, new SameCalls());
        }
    },
    /** Sallyport as it registers itself, with a requirement on every path. */
    SALLYPORT {
        @Override
        void guard(ServletContextHandler application, Path anchors, Map<String, String> settings) {
            application.setInitParameter("sallyport.trust.default.anchors", anchors.toString());
            application.setInitParameter("sallyport.require", "/*");
            settings.forEach((key, value) -> application.setInitParameter("sallyport." + key, value));
            application.addServletContainerInitializer(new SallyportInitializer());
        }
    },
    /** Spring Security with nothing but the same: redirect to HTTPS, HSTS, X.509. It believes whatever the container believed. */
    SPRING_SECURITY {
        @Override
        void guard(ServletContextHandler application, Path anchors, Map<String, String> settings) {
            add(application, SpringSecurity.filter());
        }
    };

    /** Puts the filters before an application that has not started yet. */
    abstract void guard(ServletContextHandler application, Path anchors, Map<String, String> settings);

    /**
     * Puts the filters before an application that has not started yet.
     *
     * @param anchors a PEM file with the CAs of the callers
     */
    public final void guard(ServletContextHandler application, Path anchors) {
        guard(application, anchors, Map.of());
    }

    private static void add(ServletContextHandler application, Filter filter) {
        application.addFilter(new FilterHolder(filter), "/*", EnumSet.allOf(DispatcherType.class));
    }
}
