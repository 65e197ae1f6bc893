// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the application learns of its caller, and what becomes of its sessions. */
@ParameterizedClass(name = "{0}")
@EnumSource
record IdentityIT(Container container) {

    @Test
    void a_guarded_path_knows_the_partner_by_every_way_of_the_request_api() {
        Answer answer = wire().get("/mixed/partner/who", Pki.BILLING);

        assertThat(answer.body())
                .isEqualTo("principal=spiffe://prod.example/ns/billing/api user=spiffe://prod.example/ns/billing/api"
                        + " type=CLIENT_CERT certificates=1 identity=true");
    }

    @Test
    void an_open_path_knows_nobody_and_sees_what_the_container_saw() {
        Answer answer = wire().get("/mixed/open", Pki.STRANGER);

        assertThat(answer.body()).isEqualTo("principal=null user=null type=null certificates=1 identity=false");
    }

    @Test
    void a_session_is_kept_in_a_secure_cookie_and_never_in_a_link() {
        Answer answer = wire().get("/annotated/session", Pki.NOBODY);

        assertThat(answer.body()).isEqualTo("next");
        assertThat(answer.header("set-cookie")).hasSize(1);
        assertThat(answer.header("set-cookie").get(0))
                .containsIgnoringCase("; secure")
                .containsIgnoringCase("; httponly");
    }

    private Wire wire() {
        return new Wire(Applications.on(container));
    }
}
