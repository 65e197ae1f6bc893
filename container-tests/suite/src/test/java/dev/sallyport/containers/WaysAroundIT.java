// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That no way leads around the guard of a servlet. */
@ParameterizedClass(name = "{0}")
@EnumSource
record WaysAroundIT(Container container) {

    private static final List<String> WAYS = List.of(
            "/annotated/orders",
            "/annotated/heir",
            "/annotated/detour/forward?to=/orders",
            "/annotated/detour/include?to=/orders",
            "/annotated/detour/named-forward?to=orders",
            "/annotated/detour/named-include?to=orders",
            "/annotated/detour/named-forward?to=heir",
            "/annotated/detour/async?to=/orders",
            "/annotated/detour/async-later?to=/orders",
            "/annotated/detour/error",
            "/annotated/detour/exception",
            "/complete/orders",
            "/complete/detour/forward?to=/orders",
            "/complete/detour/named-forward?to=bookkeeping",
            "/late/by-class",
            "/late/by-instance",
            "/mixed/orders",
            "/mixed/partner/any",
            "/mixed/detour/forward?to=/orders",
            "/mixed/detour/forward?to=/partner/any",
            "/mixed/detour/include?to=/partner/any",
            "/mixed/detour/async?to=/partner/any",
            "/patterns/secret/any",
            "/patterns/any.secret",
            "/patterns/detour/forward?to=/secret/any",
            "/patterns/detour/include?to=/secret/any",
            "/patterns/detour/async?to=/secret/any",
            "/patterns/detour/forward?to=/any.secret");

    static List<String> ways() {
        return WAYS;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_caller_without_a_certificate_is_refused(String way) {
        Answer answer = new Wire(Applications.on(container)).get(way, Pki.NOBODY);

        assertThat(answer.body()).doesNotContain("reached");
        assertThat(answer.brief()).isEqualTo("403 no-certificate");
        assertThat(answer.header("strict-transport-security")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_stranger_is_refused(String way) {
        Answer answer = new Wire(Applications.on(container)).get(way, Pki.STRANGER);

        assertThat(answer.body()).doesNotContain("reached");
        assertThat(answer.brief()).isEqualTo("403 unknown-issuer");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_partner_reaches_the_servlet_under_his_name(String way) {
        Answer answer = new Wire(Applications.on(container)).get(way, Pki.BILLING);

        assertThat(answer.body()).contains("reached").contains("as spiffe://prod.example/ns/billing/api");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void plain_http_reaches_nothing(String way) {
        Answer answer = new Wire(Applications.on(container)).plainGet(way);

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.body()).doesNotContain("reached");
    }
}
