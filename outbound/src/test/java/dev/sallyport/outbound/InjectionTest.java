// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static dev.sallyport.outbound.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.TestCa;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectionTest {

    private static final TestCa PARTNER = TestCa.named("Partner CA");
    private static final TestCa OURS = TestCa.named("Our CA");

    @TempDir
    Path folder;

    private final OwnSettings settings = new OwnSettings();
    private final List<War> wars = new ArrayList<>();

    private War war(Map<String, String> params) {
        War war = new War(params);
        wars.add(war);
        return war;
    }

    @AfterEach
    void forget_the_settings() {
        wars.forEach(War::end);
        settings.close();
    }

    @ApplicationScoped
    static class Shop {
        @Inject
        @Outbound("billing")
        HttpClient billing;

        @Inject
        @Outbound("billing")
        SSLContext context;

        @Inject
        @Outbound("billing")
        Instance<OutboundTls> all;

        HttpClient client() {
            return billing;
        }

        boolean isSame() {
            OutboundTls tls = OutboundTls.named("billing");
            return billing == tls.httpClient() && context == tls.sslContext() && all.get() == tls;
        }
    }

    private OwnSettings billing() {
        Calls calls = new Calls(folder).as(OURS.client("shop").issue()).believing(PARTNER);
        return settings.set("billing.keys", calls.keys()).set("billing.anchors", calls.anchors());
    }

    private static SeContainer weld(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new OutboundExtension())
                .addBeanClasses(beans)
                .initialize();
    }

    @Test
    void a_client_and_a_context_are_injected_and_closed_with_the_container() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS)) {
            billing();
            OutboundTls open;
            try (SeContainer weld = weld(Shop.class)) {
                Shop shop = weld.select(Shop.class).get();
                open = OutboundTls.named("billing");

                assertThat(call(shop.client(), server.uri())).startsWith("CN=shop");
                assertThat(shop.isSame()).isTrue();
            }
            assertThat(OutboundTls.named("billing")).isNotSameAs(open);
        }
    }

    @Test
    void a_name_that_is_not_in_the_settings_keeps_the_application_from_starting() {

        assertThatThrownBy(() -> weld(Shop.class)).hasMessageContaining("outbound 'billing' is not in the settings");
    }

    @Test
    void wrong_settings_keep_the_application_from_starting_with_every_problem() {
        billing().set("billing.tls-profile", "old").set("billing.pins-until", "soon");
        assertThatThrownBy(() -> weld(Shop.class))
                .hasMessageContaining("billing.tls-profile: 'old'")
                .hasMessageContaining("billing.pins-until: set, but there are no pins");
    }

    @Test
    void in_a_war_whose_cdi_has_started_before_a_missing_name_stops_the_deployment() {
        Calls calls = new Calls(folder).believing(PARTNER);

        Application.current().expect(List.of("billing"));
        War without =
                war(Map.of("sallyport.outbound.ledger.anchors", calls.anchors().toString()));
        War with =
                war(Map.of("sallyport.outbound.billing.anchors", calls.anchors().toString()));

        assertThatThrownBy(() -> new OutboundInitializer().onStartup(null, without.context()))
                .hasMessageContaining("outbound 'billing' is not in the settings")
                .hasMessageContaining("or one of ledger");
        assertThatNoException().isThrownBy(() -> new OutboundInitializer().onStartup(null, with.context()));
    }

    @Test
    void in_a_war_whose_initializers_have_run_before_a_missing_name_stops_cdi() {

        new OutboundInitializer().onStartup(null, war(Map.of()).context());

        assertThatThrownBy(() -> weld(Shop.class)).hasMessageContaining("outbound 'billing' is not in the settings");
    }
}
