// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RefusedException;
import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import dev.sallyport.servlet.Guard;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@WithPeer(
        value = "spiffe://prod.example/ns/billing",
        trust = "partners",
        settings = "roles.clerk=spiffe://prod.example/**")
class WithPeerTest {

    private String before = "nobody";

    @RequireClientCert(trust = "partners", allow = "spiffe://prod.example/ns/shipping")
    private static final class ShippingOnly {}

    @RequireClientCert(trust = "partners", allow = "spiffe://prod.example/ns/billing")
    private static final class BillingOnly {}

    @RequireClientCert(trust = "others")
    private static final class OfOthers {}

    @BeforeEach
    void ask() {
        before = name();
    }

    @Test
    void the_test_and_what_comes_before_it_run_as_the_peer_of_the_class() {
        assertThat(before).isEqualTo("spiffe://prod.example/ns/billing");
        assertThat(name()).isEqualTo("spiffe://prod.example/ns/billing");
        assertThat(request().isUserInRole("clerk")).isTrue();
        assertThat(request().isUserInRole("boss")).isFalse();
    }

    @Test
    @WithPeer("billing.example.com")
    void that_of_the_method_counts_instead() {
        assertThat(before).isEqualTo("billing.example.com");
        assertThat(name()).isEqualTo("billing.example.com");
    }

    @Nested
    class Within {
        @Test
        void a_nested_class_is_within_that_of_the_class_around_it() {
            assertThat(before).isEqualTo("spiffe://prod.example/ns/billing");
            assertThat(name()).isEqualTo("spiffe://prod.example/ns/billing");
        }
    }

    @Nested
    @WithPeer("shipping.example.com")
    class WithinAnother {
        @Test
        void unless_it_has_one_of_its_own() {
            assertThat(name()).isEqualTo("shipping.example.com");
        }

        @Test
        @WithPeer("depot.example.com")
        void or_the_method_has() {
            assertThat(name()).isEqualTo("depot.example.com");
        }
    }

    @Test
    void what_is_required_is_decided_as_in_production() throws Exception {
        assertThat(call(BillingOnly.class)).isEqualTo("called");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> call(ShippingOnly.class))
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo("not-allowed"));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> call(OfOthers.class))
                .satisfies(refused -> assertThat(refused.refusal().toString()).contains("others"));
    }

    @Test
    void another_thread_has_no_request() {
        assertThat(CompletableFuture.supplyAsync(CurrentTestRequest::get).join())
                .isEmpty();
    }

    private static String call(Class<?> guarded) throws Exception {
        RequireClientCert required = guarded.getAnnotation(RequireClientCert.class);
        assertThat(required.via()).isEqualTo(Via.ANY);
        return Guard.call(Optional.of(request()), required, () -> "called");
    }

    private static HttpServletRequest request() {
        return CurrentTestRequest.get().orElseThrow();
    }

    private static String name() {
        return Guard.identity(request()).map(PeerIdentity::getName).orElse("nobody");
    }
}
