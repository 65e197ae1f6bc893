// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An application without a container: it has settings and attributes, and no servlets. */
final class TestContext {

    private TestContext() {}

    static ServletContext of(Map<String, String> parameters) {
        Map<String, Object> attributes = new ConcurrentHashMap<>();
        return Stub.of(ServletContext.class, call -> answer(call, parameters, attributes));
    }

    private static @Nullable Object answer(
            Stub.Call call, Map<String, String> parameters, Map<String, Object> attributes) {
        return switch (call.name()) {
            case "getInitParameter" -> parameters.get(call.text());
            case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
            case "getAttribute" -> attributes.get(call.text());
            case "getAttributeNames" -> Collections.enumeration(attributes.keySet());
            case "setAttribute" -> set(attributes, call.text(), call.arguments().get(1));
            case "removeAttribute" -> attributes.remove(call.text());
            case "getContextPath" -> "";
            case "getServerInfo", "getServletContextName", "toString" -> "the application of a test";
            case "getClassLoader" -> Thread.currentThread().getContextClassLoader();
            case "getFilterRegistrations", "getServletRegistrations" -> Map.of();
            case "getResourceAsStream", "getServletRegistration", "getFilterRegistration" -> null;
            case "hashCode" -> System.identityHashCode(attributes);
            default -> Stub.UNKNOWN;
        };
    }

    private static @Nullable Object set(Map<String, Object> attributes, String name, @Nullable Object value) {
        return value == null ? attributes.remove(name) : attributes.put(name, value);
    }
}
