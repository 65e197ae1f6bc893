// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.PeerIdentity;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Weld without a servlet container, and requests for it. */
final class Fakes {

    private Fakes() {}

    static SeContainer weld(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new SallyportExtension())
                .addBeanClasses(beans)
                .addBeanClasses(Nothing.class)
                .initialize();
    }

    /** So that there is always a bean. */
    static class Nothing {}

    /** What a servlet container provides: one request to each request context. */
    @Alternative
    @Priority(1)
    static class Requests {
        @Produces
        @RequestScoped
        HttpServletRequest request() {
            Map<String, Object> attributes = new ConcurrentHashMap<>();
            return (HttpServletRequest) Proxy.newProxyInstance(
                    Fakes.class.getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, method, arguments) -> answer(attributes, method.getName(), arguments));
        }

        private static @Nullable Object answer(Map<String, Object> attributes, String method, Object[] arguments) {
            return switch (method) {
                case "getAttribute" -> attributes.get(arguments[0]);
                case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                default -> throw new UnsupportedOperationException(method);
            };
        }
    }

    /** A peer of whom nothing but the name is known. */
    static PeerIdentity peer(String name) {
        return (PeerIdentity) Proxy.newProxyInstance(
                Fakes.class.getClassLoader(),
                new Class<?>[] {PeerIdentity.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getName", "toString" -> name;
                    case "snapshot" -> proxy;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
