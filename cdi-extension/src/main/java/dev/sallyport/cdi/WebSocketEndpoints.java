// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** WebSocket endpoints, which a filter guards at the handshake; known by name only, since the API may be absent. */
final class WebSocketEndpoints {

    private static final String PACKAGE = "jakarta.websocket.";
    private static final String ENDPOINT = PACKAGE + "server.ServerEndpoint";
    private static final Set<String> CALLBACKS =
            Set.of(PACKAGE + "OnOpen", PACKAGE + "OnMessage", PACKAGE + "OnClose", PACKAGE + "OnError");

    private WebSocketEndpoints() {}

    /** Whether the class itself is an annotated endpoint. */
    static boolean isEndpoint(Class<?> type) {
        return has(type.getDeclaredAnnotations(), Set.of(ENDPOINT));
    }

    /** Whether what marks a class as the container's own, an annotation with an @ or a type, is what an endpoint has. */
    static boolean isMarkedBy(String name) {
        return name.equals("@" + ENDPOINT) || CALLBACKS.contains(name.replace("@", ""));
    }

    /** Whether the container calls this method of an endpoint, for a peer who has met the requirement at the handshake. */
    static boolean isCallback(Class<?> beanClass, Method method) {
        return has(method.getDeclaredAnnotations(), CALLBACKS)
                && Requirements.lineage(beanClass).anyMatch(WebSocketEndpoints::isEndpoint);
    }

    /** Methods that require something of their own, which nothing can ask for within a session. */
    static List<String> problems(Class<?> endpoint, Requirements requirements) {
        return Requirements.lineage(endpoint)
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(method ->
                        !method.isSynthetic() && !requirements.ofMethod(method).isEmpty())
                .map(method ->
                        endpoint.getName() + "." + method.getName() + ": a method of a WebSocket endpoint cannot be"
                                + " guarded (expected: on the class, for the handshake is guarded)")
                .toList();
    }

    private static boolean has(Annotation[] annotations, Set<String> names) {
        return Stream.of(annotations)
                .anyMatch(
                        annotation -> names.contains(annotation.annotationType().getName()));
    }
}
