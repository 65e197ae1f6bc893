// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static java.lang.System.Logger.Level.DEBUG;

import dev.sallyport.report.LogSink;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Proxy;

/**
 * Headers that outlive a failure on Undertow, in WildFly too: where an exception ends the chain and no error page answers,
 * it forgets all of them, but asks once more just before the response leaves. By reflection, for its classes are the
 * container's; elsewhere this does nothing.
 */
final class UndertowHeaders {

    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";
    private static final String LISTENER = "io.undertow.server.ResponseCommitListener";
    private static final String NAME = "io.undertow.util.HttpString";
    private static final System.Logger LOG = System.getLogger(LogSink.LOGGER);

    private UndertowHeaders() {}

    /** Says the header, once, however the container answers the exception that has just been thrown. */
    static void keep(ServletRequest request, String name, String value) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        if (own.getClass().getName().equals(REQUEST)) {
            try {
                Object exchange = own.getClass().getMethod("getExchange").invoke(own);
                listen(exchange, name, value);
            } catch (ReflectiveOperationException | RuntimeException notAsExpected) {
                LOG.log(DEBUG, "this Undertow takes no header after a failure", notAsExpected);
            }
        }
    }

    private static void listen(Object exchange, String name, String value) throws ReflectiveOperationException {
        ClassLoader loader = exchange.getClass().getClassLoader();
        Class<?> listener = Class.forName(LISTENER, false, loader);
        Object beforeCommit = Proxy.newProxyInstance(loader, new Class<?>[] {listener}, (self, method, arguments) -> {
            put(exchange, Class.forName(NAME, false, loader), name, value);
            return null;
        });
        exchange.getClass().getMethod("addResponseCommitListener", listener).invoke(exchange, beforeCommit);
    }

    private static void put(Object exchange, Class<?> nameType, String name, String value)
            throws ReflectiveOperationException {
        Object headers = exchange.getClass().getMethod("getResponseHeaders").invoke(exchange);
        headers.getClass()
                .getMethod("put", nameType, String.class)
                .invoke(headers, nameType.getConstructor(String.class).newInstance(name), value);
    }
}
