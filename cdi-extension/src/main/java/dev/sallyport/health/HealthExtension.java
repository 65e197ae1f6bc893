// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.health;

import dev.sallyport.cdi.ServletApplication;
import dev.sallyport.monitor.Overview;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds a readiness check of MicroProfile Health, {@code sallyport-certificates}, to applications where its API is there. Found
 * by the CDI container; there is nothing to call.
 *
 * <p>The application is not ready if one of its own keys, for its connector or for calls of others, cannot be used at the
 * moment, because its certificate or one of its issuers has expired or is not yet valid. Whatever else ends or fails is only
 * shown, for nothing would be better if nobody were sent to it.
 */
public final class HealthExtension implements Extension {

    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    private volatile @Nullable ServletContext context;

    /** Made by the CDI container. */
    public HealthExtension() {}

    void add(@Observes AfterBeanDiscovery discovery) {
        if (isHere()) {
            CertificatesCheck.add(discovery, this::overview);
        }
    }

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext initialized) {
        context = initialized;
    }

    /** The same, on servers that do not tell extensions of it. */
    void start(@Observes ServletApplication application) {
        context = application.context();
    }

    /** Empty until the application opens. */
    private Optional<Overview> overview() {
        ServletContext known = context;
        return known != null && known.getAttribute(Overview.ATTRIBUTE) instanceof Overview overview
                ? Optional.of(overview)
                : Optional.empty();
    }

    private static boolean isHere() {
        try {
            Class.forName(API, false, HealthExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException notHere) {
            return false;
        }
    }
}
