// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RefusedException;
import dev.sallyport.cdi.SallyportExtension;
import dev.sallyport.testing.TestPeer;
import dev.sallyport.testing.TestRequest;
import dev.sallyport.testing.TestRequestExtension;
import dev.sallyport.testing.WithPeer;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class VaultTest {

    @WeldSetup
    WeldInitiator weld = WeldInitiator.of(WeldInitiator.createWeld()
            .addExtensions(new SallyportExtension(), new TestRequestExtension())
            .addBeanClasses(Ledger.class, Vault.class));

    @Inject
    Ledger ledger;

    @Inject
    Vault vault;

    @Test
    @WithPeer("spiffe://prod.example/ns/billing")
    void a_booking_names_its_peer() {
        assertThat(ledger.book("2211-7")).isEqualTo("2211-7 for spiffe://prod.example/ns/billing");
    }

    @Test
    @WithPeer(value = "spiffe://acme.example/billing", trust = "partners")
    void a_partner_opens_the_vault_but_does_not_empty_it() {
        assertThat(vault.open()).isEqualTo("opened to spiffe://acme.example/billing of partners");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(vault::empty)
                .withMessageContaining("not-allowed");
    }

    @Test
    @WithPeer(value = "spiffe://acme.example/treasury/anna", trust = "partners")
    void a_treasurer_empties_it() {
        assertThat(vault.empty()).isEqualTo("emptied by spiffe://acme.example/treasury/anna");
    }

    @Test
    @WithPeer("spiffe://acme.example/treasury/anna")
    void whom_another_trust_has_proven_does_not_open_it() {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(vault::open);
    }

    @Test
    void nobody_opens_it() {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(vault::open);
    }

    @Test
    @WithPeer("spiffe://prod.example/ns/billing")
    void another_thread_works_for_nobody_but_what_was_taken_along_is_the_peer() {
        assertThat(ledger.bookLater("2211-9"))
                .satisfies(later ->
                        assertThat(CompletableFuture.supplyAsync(later).join()).endsWith("billing"));
        CompletableFuture<String> elsewhere = CompletableFuture.supplyAsync(() -> ledger.book("2211-9"));
        assertThatIllegalStateException().isThrownBy(() -> {
            try {
                elsewhere.join();
            } catch (java.util.concurrent.CompletionException e) {
                throw e.getCause();
            }
        });
    }

    @Test
    void code_that_takes_a_request_gets_one_with_a_peer() {
        PeerIdentity billing = TestPeer.named("billing.example.com").provenBy("partners");
        HttpServletRequest request = TestRequest.by(billing).path("/orders");

        assertThat(request.getRemoteUser()).isEqualTo("billing.example.com");
    }
}
