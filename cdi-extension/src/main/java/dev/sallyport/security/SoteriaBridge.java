// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import static java.lang.System.Logger.Level.DEBUG;

import dev.sallyport.report.LogSink;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.Set;

/**
 * Introduces Soteria in the application to a container such as Tomcat: its own initializer runs before Weld's there, finds
 * no CDI and gives up. By reflection, for Soteria is the application's.
 */
final class SoteriaBridge {

    private static final String MODULE = "org.glassfish.soteria.mechanisms.jaspic.HttpBridgeServerAuthModule";
    private static final String CDI = "org.glassfish.soteria.cdi.CdiUtils";
    private static final String POLICY = "jakarta.security.jacc.PolicyContext";
    private static final String SUBJECT = "javax.security.auth.Subject.container";
    private static final String REGISTERED = SoteriaBridge.class.getName();
    private static final System.Logger LOG = System.getLogger(LogSink.LOGGER);

    private SoteriaBridge() {}

    /** Whether Soteria is here, but nobody who tells it of the caller, as containers with Jakarta Authorization do. */
    static boolean lacksAuthorization() {
        ClassLoader loader = SoteriaBridge.class.getClassLoader();
        try {
            Class.forName(MODULE, false, loader);
            return !(Class.forName(POLICY, true, loader)
                                    .getMethod("getHandlerKeys")
                                    .invoke(null)
                            instanceof Set<?> keys)
                    || !keys.contains(SUBJECT);
        } catch (ReflectiveOperationException | LinkageError noSoteria) {
            LOG.log(DEBUG, "no Soteria", noSoteria);
            return false;
        }
    }

    /** Why the container will not ask the mechanism, after this. */
    static Optional<String> problem(ServletContext context) {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        if (factory == null) {
            return Optional.of("Jakarta Authentication has no factory here");
        }
        String application = context.getVirtualServerName() + ' ' + context.getContextPath();
        if (factory.getConfigProvider("HttpServlet", application, null) != null) {
            return Optional.empty();
        }
        ClassLoader loader = SoteriaBridge.class.getClassLoader();
        try {
            Class<?> module = Class.forName(MODULE, true, loader);
            Class.forName(CDI, true, loader).getMethod("getBeanManager").invoke(null);
            factory.registerServerAuthModule(
                    (ServerAuthModule) module.getConstructors()[0].newInstance((Object) null), context);
            context.setAttribute(REGISTERED, true);
            return Optional.empty();
        } catch (ClassNotFoundException noSoteria) {
            return Optional.of("nobody has introduced Jakarta Security to " + context.getServerInfo()
                    + " (expected: an implementation that does)");
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(DEBUG, "Soteria cannot be introduced", e);
            return Optional.of(
                    "Soteria does not find CDI in JNDI (expected on Tomcat, in META-INF/context.xml: <Resource"
                            + " name='BeanManager' auth='Container' type='jakarta.enterprise.inject.spi.BeanManager'"
                            + " factory='org.jboss.weld.resources.ManagerObjectFactory'/>)");
        }
    }

    /** Forgets it. */
    static void end(ServletContext context) {
        if (context.getAttribute(REGISTERED) != null) {
            AuthConfigFactory.getFactory().removeServerAuthModule(context);
        }
    }
}
