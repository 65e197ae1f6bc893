// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.containers.apps.Answers;
import dev.sallyport.containers.apps.Heard;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A container with the sample that believes every proxy, and the proxies before it. */
final class Edge {

    private static final Map<Container, Edge> PLAIN = new EnumMap<>(Container.class);
    private static final Set<Proxy> MISSING = EnumSet.noneOf(Proxy.class);
    private static final Map<Container, Edge> FORWARDING = new EnumMap<>(Container.class);

    private final String name;
    private final Running container;
    private final Map<Proxy, Ports> ports = new EnumMap<>(Proxy.class);
    private final Map<Proxy, Running> fronts = new EnumMap<>(Proxy.class);

    private Edge(String name, Container container, Map<String, String> environment) {
        this.name = name;
        for (Proxy proxy : Proxy.values()) {
            ports.put(proxy, Ports.free());
        }
        this.container = container.start(applications(), environment(ports, environment));
    }

    /** With the container's own forwarding off. Started by the first test that asks, ended with the tests. */
    static synchronized Edge of(Container container) {
        return PLAIN.computeIfAbsent(container, it -> new Edge(it.toString(), it, Map.of()));
    }

    /** With the container's own forwarding on: it takes anybody's word, before any filter runs. */
    static synchronized Edge forwarding(Container container) {
        return FORWARDING.computeIfAbsent(
                container, it -> new Edge(it + ", forwarding", it, Map.of("CONTAINER_FORWARDING", "on")));
    }

    /** Skips the test where the proxy is not installed; fails it where it has to be. */
    static synchronized void needs(Proxy proxy) {
        if (!proxy.isInstalled() && Boolean.getBoolean("proxies.required")) {
            throw new AssertionError(proxy + " is not installed: " + proxy.program() + " is not there");
        }
        if (!proxy.isInstalled() && MISSING.add(proxy)) {
            System.out.println(proxy + " is not installed, its tests are left out: " + proxy.program());
        }
        assumeTrue(proxy.isInstalled(), () -> proxy + " is not installed");
    }

    /** Asked directly. */
    Running container() {
        return container;
    }

    /** That proxy before it. Started by the first test that asks. */
    synchronized Running front(Proxy proxy) {
        needs(proxy);
        return fronts.computeIfAbsent(proxy, it -> it.start(container, ports.get(it)));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Map<String, War> applications() {
        Path sample = Folders.modules()
                .resolve("../sample-war/target/sallyport-sample.war")
                .normalize();
        Map<String, War> applications = new LinkedHashMap<>();
        applications.put("/sample", War.built("sample", sample));
        applications.put("/heard", War.named("heard").classes(Heard.class, Answers.class));
        applications.put(
                "/known", War.named("known").classes(Heard.class).setting("sallyport.identity.trust", "partners"));
        applications.put("/bare", War.bare("bare").classes(Heard.class));
        return applications;
    }

    private static Map<String, String> environment(Map<Proxy, Ports> ports, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SALLYPORT_TRUST_PARTNERS_ANCHORS", Pki.partnersPem().toString());
        environment.put("SALLYPORT_TRUST_PROXIES_ANCHORS", Pki.proxiesPem().toString());
        String fronts = ports.values().stream()
                .map(its -> its.http() + ":" + its.https())
                .collect(joining(", "));
        environment.put("SALLYPORT_HTTPS_PORT", "8080:8443, " + fronts);
        for (Proxy proxy : ports.keySet()) {
            proxy.settings().forEach((key, value) -> environment.put(variable(proxy, key), value));
        }
        return environment;
    }

    private static String variable(Proxy proxy, String key) {
        return "SALLYPORT_PROXY_" + proxy.name() + '_' + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
