// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.EventSink;
import dev.sallyport.config.Source;
import dev.sallyport.keys.Followed;
import dev.sallyport.keys.Follower;
import dev.sallyport.servlet.Rotation;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of the calls in the context parameters of a WAR too, and ends with the application what was opened for it.
 * Called by the container; wrong settings stop the deployment.
 */
public final class OutboundInitializer implements ServletContainerInitializer {

    /** Made by the container. */
    public OutboundInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
        Map<String, String> params = new TreeMap<>();
        context.getInitParameterNames()
                .asIterator()
                .forEachRemaining(name -> params.put(name, context.getInitParameter(name)));
        EventSink hook = event -> {
            if (context.getAttribute(EventSink.ATTRIBUTE) instanceof EventSink sink) {
                sink.accept(event);
            }
        };
        Application application = Application.of(context.getClassLoader());
        context.addListener(new AtTheEnd(application));
        application.describe(context.getClassLoader(), Source.contextParams(params), hook, new ByApplication(context));
    }

    /** What it follows is what the application follows, once it is open. */
    private record ByApplication(ServletContext context) implements FollowedBy {

        @Override
        public boolean follow(Collection<Followed> all) {
            boolean follows = all.stream().allMatch(what -> Rotation.follow(context, what));
            if (!follows) {
                unfollow(all);
            }
            return follows;
        }

        @Override
        public void unfollow(Collection<Followed> all) {
            all.forEach(what -> Rotation.unfollow(context, what));
        }

        @Override
        public List<Follower.Status> reload() {
            return Rotation.reload(context);
        }

        @Override
        public List<Follower.Status> statuses() {
            return Rotation.statuses(context);
        }
    }

    private record AtTheEnd(Application application) implements ServletContextListener {
        @Override
        public void contextDestroyed(ServletContextEvent event) {
            application.end();
        }
    }
}
