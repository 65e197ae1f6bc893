// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fires {@link ServletApplication}. Called by the container. */
public final class CdiInitializer implements ServletContainerInitializer {

    /** Made by the container. */
    public CdiInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
        if (isCdiHere()) {
            context.addListener(new AfterInitializers());
        }
    }

    private static boolean isCdiHere() {
        try {
            Class.forName("jakarta.enterprise.inject.spi.CDI", false, CdiInitializer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException notHere) {
            return false;
        }
    }

    private record AfterInitializers() implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            cdi().ifPresent(beans -> beans.getEvent()
                    .select(ServletApplication.class)
                    .fire(new ServletApplication(event.getServletContext())));
        }

        /** Absent where there is no CDI, or not yet: one that starts later tells the extensions itself. */
        private static Optional<BeanManager> cdi() {
            try {
                return Optional.of(CDI.current().getBeanManager());
            } catch (IllegalStateException noCdi) {
                return Optional.empty();
            }
        }
    }
}
