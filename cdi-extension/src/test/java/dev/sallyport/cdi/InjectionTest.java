// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.PeerIdentity;
import dev.sallyport.testing.TestPeer;
import dev.sallyport.testing.TestRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.security.Principal;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class InjectionTest {

    @ApplicationScoped
    static class Ledger {
        @Inject
        PeerIdentity peer;

        @Inject
        CurrentPeer optional;

        PeerIdentity peer() {
            return peer;
        }

        String entry() {
            return "by " + peer.getName();
        }

        String optionally() {
            return optional.identity().map(PeerIdentity::getName).orElse("nobody");
        }
    }

    @SessionScoped
    static class Basket implements Serializable {
        @Inject
        PeerIdentity peer;

        @Inject
        CurrentPeer optional;
    }

    static class OwnPrincipal {
        @Produces
        Principal principal() {
            return () -> "from elsewhere";
        }
    }

    static class UserOfPrincipal {
        @Inject
        Principal principal;
    }

    @Test
    void an_application_scoped_bean_sees_the_peer_of_each_request() throws Exception {
        try (SeContainer weld = Fakes.weld(Ledger.class)) {
            Ledger ledger = weld.select(Ledger.class).get();

            assertThat(during("billing", ledger::entry)).isEqualTo("by billing");
            assertThat(during("shipping", ledger::entry)).isEqualTo("by shipping");
            assertThat(during("shipping", ledger::optionally)).isEqualTo("shipping");
        }
    }

    @Test
    void the_injected_peer_prints_and_its_snapshot_outlives_the_request() throws Exception {
        try (SeContainer weld = Fakes.weld(Ledger.class)) {
            Ledger ledger = weld.select(Ledger.class).get();
            PeerIdentity[] kept = new PeerIdentity[1];

            String printed = during("billing", () -> {
                kept[0] = ledger.peer().snapshot();
                return ledger.peer().toString();
            });

            assertThat(printed).isEqualTo("billing (cn, trust default)");
            assertThat(kept[0].getName()).isEqualTo("billing");
            assertThat(ledger.peer()).hasToString("no peer");
        }
    }

    @Test
    void without_an_identity_the_exception_says_what_to_do() throws Exception {
        try (SeContainer weld = Fakes.weld(Ledger.class)) {
            Ledger ledger = weld.select(Ledger.class).get();

            assertThatIllegalStateException()
                    .isThrownBy(() -> TestRequest.byNobody().call(ledger::entry))
                    .withMessageContaining("no proven peer")
                    .withMessageContaining("inject CurrentPeer");
            assertThat(TestRequest.byNobody().call(ledger::optionally)).isEqualTo("nobody");
        }
    }

    @Test
    void outside_of_a_request_the_exception_says_so() {
        try (SeContainer weld = Fakes.weld(Ledger.class)) {
            Ledger ledger = weld.select(Ledger.class).get();

            assertThatIllegalStateException()
                    .isThrownBy(ledger::entry)
                    .withMessageContaining("handles no servlet request")
                    .withMessageContaining("snapshot");
            assertThat(ledger.optionally()).isEqualTo("nobody");
        }
    }

    @Test
    void every_injected_principal_still_resolves() {
        try (SeContainer weld = Fakes.weld(OwnPrincipal.class, UserOfPrincipal.class)) {
            assertThat(weld.select(UserOfPrincipal.class).get().principal.getName())
                    .isEqualTo("from elsewhere");
        }
    }

    @Test
    void the_bean_has_exactly_the_types_PeerIdentity_and_Object() {
        try (SeContainer weld = Fakes.weld()) {
            assertThat(weld.select(PeerIdentity.class).getHandle().getBean().getTypes())
                    .containsExactlyInAnyOrder(PeerIdentity.class, Object.class);
        }
    }

    @Test
    void a_bean_that_may_be_passivated_can_have_it() {
        try (SeContainer weld = Fakes.weld(Basket.class)) {
            assertThat(weld.select(Basket.class).isResolvable()).isTrue();
        }
    }

    private static <T> T during(String peer, Callable<T> call) throws Exception {
        return TestRequest.by(TestPeer.named(peer).provenBy("default")).call(call);
    }
}
