// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** Filters as a real container has registered and initialised them, to be called without it. */
public final class Registered {

    private Registered() {}

    /**
     * Has Jetty start an application without any port.
     *
     * @param settings of Sallyport, without {@code sallyport.}
     */
    public static List<Filter> filters(Contender contender, Path anchors, Map<String, String> settings)
            throws Exception {
        ServletContextHandler application = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        contender.guard(application, anchors, settings);
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setDaemon(true);
        Server server = new Server(threads, new ScheduledExecutorScheduler("scheduler", true), null);
        server.setHandler(application);
        server.start();
        return Arrays.stream(application.getServletHandler().getFilters())
                .map(FilterHolder::getFilter)
                .toList();
    }
}
