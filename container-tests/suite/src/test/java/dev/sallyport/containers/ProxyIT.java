// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That callers are the same behind each proxy as they are directly. */
@ParameterizedClass(name = "{0} before {1}, {2}")
@MethodSource("ways")
record ProxyIT(Proxy proxy, Container container, Curl curl) {

    static final List<Container> CONTAINERS = List.of(Container.JETTY_EE10, Container.TOMCAT_10);

    static Stream<Arguments> ways() {
        return Stream.of(Proxy.values())
                .flatMap(proxy -> CONTAINERS.stream()
                        .flatMap(
                                container -> Curl.VERSIONS.stream().map(curl -> Arguments.of(proxy, container, curl))));
    }

    @ParameterizedTest
    @EnumSource
    void a_caller_gets_the_answer_that_he_gets_directly(Caller caller) {
        Answer answer = curl.get(https("/sample/partner/orders"), caller);

        assertThat(answer.brief()).as(answer.body()).isEqualTo(proxy.answerTo(caller));
        assertThat(answer.header("strict-transport-security")).hasSize(answer.status() == 0 ? 0 : 1);
    }

    @Test
    void an_accepted_caller_is_shown_his_name_and_the_proxys() {
        String page = curl.get(https("/sample/whoami"), Caller.BILLING).body();

        assertThat(page).contains("spiffe://prod.example/ns/billing/api").contains("proxy " + proxy);
        if (proxy.mutualTls()) {
            assertThat(page).contains(proxy.id());
        }
    }

    @Test
    void the_application_hears_how_the_request_came_and_nothing_else_of_the_proxys() {
        Answer answer = curl.get(https("/heard/heard"), Caller.NOBODY);

        assertThat(answer.body())
                .contains("url=" + https("/heard/heard") + '\n')
                .contains("secure=true\n")
                .contains("address=127.0.0.1\n")
                .containsPattern("suite=TLS_\\w+\n")
                .contains("certificate=null\n")
                .doesNotContain(proxy.secret());
    }

    @Test
    void the_certificate_is_where_applications_look_for_it() {
        String heard = curl.get(https("/known/heard"), Caller.SHIPPING).body();

        assertThat(heard).contains("certificate=CN=shipping\n");
    }

    @Test
    void a_caller_without_a_certificate_is_not_the_proxy() {
        String heard = curl.get(https("/known/heard"), Caller.NOBODY).body();

        assertThat(heard).contains("certificate=null\n");
    }

    @Test
    void a_redirect_of_the_application_stays_on_https_and_on_the_proxy() {
        Answer answer = curl.get(https("/heard/answers/redirect"), Caller.NOBODY);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location"))
                .containsAnyOf(https("/heard/answers/plain"), "/heard/answers/plain", "plain");
    }

    @Test
    void plain_http_at_the_proxy_is_sent_to_https_at_the_proxy() {
        Answer answer =
                curl.get("http://localhost:" + front().http() + "/sample/partner/orders?month=5", Caller.NOBODY);

        assertThat(answer.status()).as(answer.body()).isEqualTo(308);
        assertThat(answer.header("location")).containsExactly(https("/sample/partner/orders?month=5"));
        assertThat(answer.header("strict-transport-security")).isEmpty();
    }

    private String https(String target) {
        return "https://localhost:" + front().https() + target;
    }

    private Running front() {
        return Edge.of(container).front(proxy);
    }
}
