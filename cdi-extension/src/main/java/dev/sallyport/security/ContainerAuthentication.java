// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import static java.lang.System.Logger.Level.DEBUG;

import dev.sallyport.report.LogSink;
import jakarta.servlet.ServletContext;
import java.util.Locale;
import java.util.Optional;

/** Whether the container will ask an authentication mechanism at all. */
final class ContainerAuthentication {

    private static final String FACTORY = "jakarta.security.auth.message.config.AuthConfigFactory";
    private static final System.Logger LOG = System.getLogger(LogSink.LOGGER);

    private ContainerAuthentication() {}

    /** Liberty calls Jakarta Security's mechanisms by ways of its own. */
    static boolean isLiberty() {
        return System.getProperty("wlp.server.name") != null;
    }

    /**
     * Why this container would never ask the mechanism. On Tomcat, where nobody else does it in time, this introduces
     * Soteria to the container.
     */
    static Optional<String> problem(ServletContext context, String where) {
        String server = String.valueOf(context.getServerInfo());
        if (isLiberty()) {
            return Optional.empty();
        }
        if (server.toLowerCase(Locale.ROOT).startsWith("jetty")) {
            return Optional.of(where + ": defines an authentication mechanism, but " + server
                    + " asks none reliably (expected: another server; or on Jetty no such definition, but"
                    + " @RequireClientCert or sallyport.require)");
        }
        if (!isJakartaAuthenticationHere()) {
            return Optional.of(where + ": defines an authentication mechanism, but " + server
                    + " has no Jakarta Authentication by which to ask it (expected: another server; or here no such"
                    + " definition, but @RequireClientCert or sallyport.require)");
        }
        return SoteriaBridge.problem(context)
                .map(problem -> where + ": defines an authentication mechanism, but " + problem);
    }

    /** Forgets what this class has introduced. */
    static void end(ServletContext context) {
        if (isJakartaAuthenticationHere()) {
            SoteriaBridge.end(context);
        }
    }

    private static boolean isJakartaAuthenticationHere() {
        try {
            Class.forName(FACTORY, false, ContainerAuthentication.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException notHere) {
            LOG.log(DEBUG, "no Jakarta Authentication", notHere);
            return false;
        }
    }
}
