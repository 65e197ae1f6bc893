// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.containers.apps.Heard;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A container with the sample, behind every proxy that is installed, and believing each. */
final class Edge {

    private static final Map<Container, Edge> PLAIN = new EnumMap<>(Container.class);
    private static final Map<Container, Edge> FORWARDING = new EnumMap<>(Container.class);

    private final Running container;
    private final Map<Proxy, Running> fronts = new EnumMap<>(Proxy.class);

    private Edge(Container container, Map<String, String> environment) {
        Map<Proxy, Ports> ports = new EnumMap<>(Proxy.class);
        for (Proxy proxy : Proxy.values()) {
            if (proxy.isInstalled()) {
                ports.put(proxy, Ports.free());
            }
        }
        this.container = container.start(applications(), environment(ports, environment));
        ports.forEach((proxy, its) -> fronts.put(proxy, proxy.start(this.container, its)));
    }

    /** With the container's own forwarding off. Started by the first test that asks, ended with the tests. */
    static synchronized Edge of(Container container) {
        return PLAIN.computeIfAbsent(container, it -> new Edge(it, Map.of()));
    }

    /** With the container's own forwarding on: it takes anybody's word, before any filter runs. */
    static synchronized Edge forwarding(Container container) {
        return FORWARDING.computeIfAbsent(container, it -> new Edge(it, Map.of("CONTAINER_FORWARDING", "on")));
    }

    /** Skips the test where the proxy is not installed; fails it where it has to be. */
    static void needs(Proxy proxy) {
        if (!proxy.isInstalled() && Boolean.getBoolean("proxies.required")) {
            throw new AssertionError(proxy + " is not installed: " + proxy.program() + " is not there");
        }
        assumeTrue(proxy.isInstalled(), () -> proxy + " is not installed, its tests are left out");
    }

    /** Asked directly. */
    Running container() {
        return container;
    }

    /** Where that proxy listens. */
    Running front(Proxy proxy) {
        needs(proxy);
        return fronts.get(proxy);
    }

    private static Map<String, War> applications() {
        Path sample = Folders.modules()
                .resolve("../sample-war/target/sallyport-sample.war")
                .normalize();
        Map<String, War> applications = new LinkedHashMap<>();
        applications.put("/sample", War.built("sample", sample));
        applications.put("/heard", War.named("heard").classes(Heard.class));
        return applications;
    }

    private static Map<String, String> environment(Map<Proxy, Ports> ports, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SALLYPORT_TRUST_PARTNERS_ANCHORS", Pki.partnersPem().toString());
        environment.put("SALLYPORT_TRUST_PROXIES_ANCHORS", Pki.proxiesPem().toString());
        environment.put(
                "SALLYPORT_HTTPS_PORT",
                ports.values().stream()
                        .map(its -> its.http() + ":" + its.https())
                        .collect(joining(", ")));
        for (Proxy proxy : ports.keySet()) {
            proxy.settings().forEach((key, value) -> environment.put(variable(proxy, key), value));
        }
        return environment;
    }

    private static String variable(Proxy proxy, String key) {
        return "SALLYPORT_PROXY_" + proxy.name() + '_' + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
