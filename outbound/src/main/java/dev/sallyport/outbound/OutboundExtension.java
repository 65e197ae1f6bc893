// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.config.SettingsException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import java.net.http.HttpClient;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Makes what {@link Outbound} names injectable. Found by the CDI container; there is nothing to call.
 *
 * <p>The application does not start if a name is not in the settings, or they are wrong. In a WAR, whose context parameters are not
 * known before its initializers run, that may be found by {@link OutboundInitializer}.
 */
public final class OutboundExtension implements Extension {

    private final Application application = Application.current();
    private final Set<String> names = new ConcurrentSkipListSet<>();

    /** Made by the CDI container. */
    public OutboundExtension() {}

    void see(@Observes ProcessInjectionPoint<?, ?> point) {
        point.getInjectionPoint().getQualifiers().stream()
                .filter(Outbound.class::isInstance)
                .map(qualifier -> ((Outbound) qualifier).value())
                .forEach(names::add);
    }

    void complete(@Observes AfterBeanDiscovery discovery) {
        for (String name : names) {
            add(discovery, name, SSLContext.class, OutboundTls::sslContext);
            add(discovery, name, HttpClient.class, OutboundTls::httpClient);
            add(discovery, name, OutboundTls.class, Function.identity());
        }
    }

    private <T> void add(AfterBeanDiscovery discovery, String name, Class<T> type, Function<OutboundTls, T> part) {
        discovery
                .<T>addBean()
                .id(Outbound.class.getName() + ' ' + name + ' ' + type.getName())
                .types(type, Object.class)
                .qualifiers(Outbound.Literal.of(name))
                .scope(Dependent.class)
                .produceWith(instances -> part.apply(application.get(name)));
    }

    void validate(@Observes AfterDeploymentValidation validation) {
        application.expect(names);
        if (application.isDescribed() || !isServletHere()) {
            try {
                application.check();
            } catch (SettingsException wrong) {
                validation.addDeploymentProblem(new DeploymentException(wrong.getMessage(), wrong));
            }
        }
    }

    /** Where there is no servlet context, everything that can be known is known. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object payload) {
        if (!isServletHere() || !isServletContext(payload)) {
            application.check();
        }
    }

    void end(@Observes BeforeShutdown shutdown) {
        application.close();
    }

    private static boolean isServletHere() {
        try {
            Class.forName("jakarta.servlet.ServletContext", false, OutboundExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException notHere) {
            return false;
        }
    }

    private static boolean isServletContext(Object payload) {
        return payload instanceof jakarta.servlet.ServletContext;
    }
}
