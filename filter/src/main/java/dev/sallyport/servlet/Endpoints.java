// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.gate.Requirement;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket endpoints that require something, each by the path of its handshakes. The API is known by name only, since it
 * may be absent. Safe for use by many threads.
 */
final class Endpoints {

    static final String ANNOTATION = "jakarta.websocket.server.ServerEndpoint";

    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();

    /** An endpoint, and what a handshake for it must meet. */
    private record Endpoint(Class<?> type, HandshakePath path, List<Requirement> requirements) {}

    /** Whether the class is an endpoint itself; the annotation is not inherited. */
    static boolean isEndpoint(Class<?> type) {
        return template(type).isPresent();
    }

    /** The URI template of the endpoint that this class is. */
    static Optional<String> template(Class<?> type) {
        return Stream.of(type.getDeclaredAnnotations())
                .filter(annotation -> annotation.annotationType().getName().equals(ANNOTATION))
                .findFirst()
                .map(Endpoints::value);
    }

    private static String value(Annotation annotation) {
        try {
            return (String) annotation.annotationType().getMethod("value").invoke(annotation);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("@ServerEndpoint has a value", e);
        }
    }

    /** Guards an endpoint from now on. */
    void add(Class<?> type, List<Requirement> requirements) {
        endpoints.add(new Endpoint(type, HandshakePath.of(template(type).orElseThrow()), requirements));
    }

    boolean isEmpty() {
        return endpoints.isEmpty();
    }

    /** Whether the class is guarded. */
    boolean contains(Class<?> type) {
        return endpoints.stream().anyMatch(endpoint -> endpoint.type().equals(type));
    }

    /** What each is known by where it is told what is guarded. */
    List<String> names() {
        return endpoints.stream()
                .map(endpoint -> "WebSocket " + template(endpoint.type()).orElseThrow())
                .toList();
    }

    /** What the request must meet if it is a handshake; where it may be one for several endpoints, that of all. */
    List<Requirement> required(HttpServletRequest request) {
        if (endpoints.isEmpty() || !isHandshake(request)) {
            return List.of();
        }
        String within = within(request);
        String raw = raw(request);
        return endpoints.stream()
                .filter(endpoint ->
                        endpoint.path().mayBe(within) || endpoint.path().mayBe(raw))
                .flatMap(endpoint -> endpoint.requirements().stream())
                .distinct()
                .toList();
    }

    /** An upgrade of whatever kind, or the extended CONNECT of HTTP/2 (RFC 8441). */
    private static boolean isHandshake(HttpServletRequest request) {
        return request.getHeader("Upgrade") != null || request.getMethod().equals("CONNECT");
    }

    /** The path as the container understood it; that of the target, in a forward. */
    private static String within(HttpServletRequest request) {
        return text(request.getServletPath()) + text(request.getPathInfo());
    }

    /** The path as the client sent it. */
    private static String raw(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String context = text(request.getContextPath());
        return uri.startsWith(context) ? uri.substring(context.length()) : uri;
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part;
    }
}
