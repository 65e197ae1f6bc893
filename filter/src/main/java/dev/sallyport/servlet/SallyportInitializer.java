// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.RequireClientCert;
import dev.sallyport.TransportSecurity;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the front filter before the application when it starts, and a guard before each annotated servlet. Called by the
 * container.
 *
 * <p>Wrong settings, or something annotated that nothing guards, stop the deployment with an exception that lists every
 * problem; where a container starts the application all the same, it answers 503 to everything.
 */
@HandlesTypes({RequireClientCert.class, TransportSecurity.class})
public final class SallyportInitializer implements ServletContainerInitializer {

    /** Made by the container. */
    public SallyportInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> annotated, ServletContext context) {
        Deployment.begin(context, annotated == null ? Set.of() : annotated);
    }
}
