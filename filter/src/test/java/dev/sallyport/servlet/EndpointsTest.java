// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import dev.sallyport.gate.Requirement;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handshakes themselves are made by the tests of containers. */
class EndpointsTest {

    private static final Requirement PARTNERS =
            new Requirement(ClientTrust.named("partners").container().build(), PeerRules.ANYBODY, Via.ANY, false);
    private static final Requirement STAFF =
            new Requirement(ClientTrust.named("staff").container().build(), PeerRules.ANYBODY, Via.ANY, false);

    @TempDir
    Path folder;

    @ServerEndpoint("/prices/{product}")
    @RequireClientCert
    static final class Prices {}

    @ServerEndpoint("/prices/of/staff")
    @RequireClientCert
    static final class PricesOfStaff {}

    @ServerEndpoint("/x")
    static final class GuardedMessage {
        @OnMessage
        @RequireClientCert
        public void message(String text) {
            assertThat(text).isNotNull();
        }
    }

    @ClientEndpoint
    @RequireClientCert
    static final class Client {}

    static final class WebSocketUpgradeFilter extends HttpFilter {}

    private static Endpoints endpoints() {
        Endpoints endpoints = new Endpoints();
        endpoints.add(Prices.class, List.of(PARTNERS));
        endpoints.add(PricesOfStaff.class, List.of(STAFF));
        return endpoints;
    }

    private static HttpServletRequest request(String method, @Nullable String upgrade, String path) {
        return new HttpServletRequestWrapper(new BareRequest("default")) {
            @Override
            public String getMethod() {
                return method;
            }

            @Override
            public @Nullable String getHeader(String name) {
                return name.equals("Upgrade") ? upgrade : null;
            }

            @Override
            public String getServletPath() {
                return path;
            }

            @Override
            public @Nullable String getPathInfo() {
                return null;
            }

            @Override
            public String getRequestURI() {
                return "/shop" + path;
            }
        };
    }

    @ParameterizedTest(name = "{0} with Upgrade: {1} is a handshake: {2}")
    @CsvSource({
        "GET,     websocket,      true",
        "GET,     WebSocket,      true",
        "GET,     'h2c, websocket', true",
        "POST,    anything,       true",
        "CONNECT, ,               true", // of HTTP/2: RFC 8441
        "GET,     ,               false",
    })
    void a_handshake_is_whatever_may_be_one(String method, @Nullable String upgrade, boolean handshake) {
        assertThat(endpoints().required(request(method, upgrade, "/prices/tea")))
                .hasSize(handshake ? 1 : 0)
                .isSubsetOf(PARTNERS);
    }

    @Test
    void a_handshake_that_may_be_for_two_endpoints_meets_what_both_require() {
        assertThat(endpoints().required(request("GET", "websocket", "/prices/of/staff")))
                .containsExactly(PARTNERS, STAFF);
        assertThat(endpoints().required(request("GET", "websocket", "/elsewhere;x")))
                .containsExactly(PARTNERS, STAFF);
        assertThat(endpoints().required(request("GET", "websocket", "/elsewhere")))
                .isEmpty();
    }

    @Test
    void a_guarded_endpoint_is_told_with_its_template() throws Exception {
        try (Site site = Site.trustingAcme(folder).annotated(Prices.class).start()) {
            assertThat(site.opened()).contains("WebSocket /prices/{product}");
            assertThat(site.get("/prices/tea").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void what_nothing_can_guard_stops_the_deployment() throws Exception {
        assertThatThrownBy(Site.trustingAcme(folder).annotated(GuardedMessage.class)::start)
                .hasStackTraceContaining("on a method of a WebSocket endpoint");
        assertThatThrownBy(Site.trustingAcme(folder).annotated(Client.class)::start)
                .hasStackTraceContaining("ClientEndpoint");
    }

    @Test
    void a_container_that_upgrades_before_the_front_filter_stops_the_deployment_of_a_guarded_endpoint()
            throws Exception {
        try (Site without = upgradingFirst().startWithoutInitializer()) {
            assertThat(without.get("/").statusCode()).isEqualTo(404);
        }
        assertThatThrownBy(upgradingFirst(Prices.class)::startWithoutInitializer)
                .hasStackTraceContaining("Jetty upgrades to WebSocket before Sallyport");
    }

    /** Where Jetty's initializer comes after ours: it puts its filter before all others. */
    private Site upgradingFirst(Class<?>... annotated) throws IOException {
        return Site.trustingAcme(folder).but(context -> {
            context.addServletContainerInitializer(new SallyportInitializer(), annotated);
            context.addServletContainerInitializer((types, application) -> {
                FilterHolder filter = new FilterHolder(new WebSocketUpgradeFilter());
                filter.setName("org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter");
                context.getServletHandler().prependFilter(filter);
            });
        });
    }
}
