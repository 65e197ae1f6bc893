// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static java.lang.System.Logger.Level.DEBUG;

import dev.sallyport.report.LogSink;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What Undertow, in WildFly too, knows of TLS before it authenticates: it sets the attributes of the request only after
 * that. By reflection, for its classes are the container's; elsewhere this does nothing.
 */
final class UndertowTls {

    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";
    private static final String CONNECTION = "io.undertow.server.ServerConnection";
    private static final String SESSION = "io.undertow.server.SSLSessionInfo";
    private static final System.Logger LOG = System.getLogger(LogSink.LOGGER);

    private UndertowTls() {}

    /** Sets the attributes for the cipher suite and the certificates, where Undertow has not yet done so. */
    static void publish(HttpServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        if (own.getClass().getName().equals(REQUEST) && own.getAttribute(Facts.CIPHER_SUITE) == null) {
            try {
                publish(own);
            } catch (ReflectiveOperationException | RuntimeException notAsExpected) {
                LOG.log(DEBUG, "this Undertow does not tell of its connection", notAsExpected);
            }
        }
    }

    private static void publish(ServletRequest own) throws ReflectiveOperationException {
        ClassLoader loader = own.getClass().getClassLoader();
        Object exchange = own.getClass().getMethod("getExchange").invoke(own);
        Object connection = exchange.getClass().getMethod("getConnection").invoke(exchange);
        Object session = Class.forName(CONNECTION, false, loader)
                .getMethod("getSslSessionInfo")
                .invoke(connection);
        if (session != null) {
            Class<?> type = Class.forName(SESSION, false, loader);
            own.setAttribute(
                    Facts.CIPHER_SUITE, type.getMethod("getCipherSuite").invoke(session));
            X509Certificate[] certificates = certificates(type, session);
            if (certificates != null) {
                own.setAttribute(Facts.CERTIFICATES, certificates);
            }
        }
    }

    /** Null where the client has presented none, which this interface tells by an exception. */
    private static X509Certificate @Nullable [] certificates(Class<?> type, Object session)
            throws ReflectiveOperationException {
        try {
            return type.getMethod("getPeerCertificates").invoke(session) instanceof Certificate[] presented
                    ? Arrays.stream(presented)
                            .filter(X509Certificate.class::isInstance)
                            .toArray(X509Certificate[]::new)
                    : null;
        } catch (InvocationTargetException nonePresented) {
            LOG.log(DEBUG, "no certificate was presented", nonePresented);
            return null;
        }
    }
}
