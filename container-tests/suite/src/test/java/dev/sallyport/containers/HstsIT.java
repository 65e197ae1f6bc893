// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That HSTS is said once over HTTPS, whatever becomes of the response, and never over plain HTTP. */
@ParameterizedClass(name = "{0}")
@EnumSource
record HstsIT(Container container) {

    @ParameterizedTest
    @CsvSource({
        "/annotated/answers/plain,                  200",
        "/annotated/answers/error-403,              403",
        "/annotated/answers/status-404,             404",
        "/annotated/answers/nothing,                404",
        "/annotated/nothing,                        404",
        "/annotated/answers/error-500,              500",
        "/annotated/answers/exception,              500",
        "/annotated/answers/exception-after-reset,  500",
        "/annotated/answers/redirect,               302",
        "/annotated/answers/reset,                  200",
        "/annotated/answers/set,                    200", // the application's own value does not count
        "/annotated/answers/add,                    200",
        "/annotated/answers/async,                  202",
        "/annotated/answers/async-dispatch,         200",
        "/annotated/answers/async-error,            500",
        "/annotated/orders,                         403", // refused by us
    })
    void every_answer_over_https_says_it_once(String path, int status) {
        Answer answer = new Wire(Applications.on(container)).get(path, Pki.NOBODY);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("strict-transport-security")).containsExactly("max-age=31536000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/annotated/answers/plain",
                "/annotated/answers/set",
                "/annotated/answers/exception",
                "/annotated/orders",
                "/annotated/nothing",
                "/patterns/health",
                "/patterns/.well-known/acme-challenge/token",
            })
    void no_answer_over_plain_http_says_it(String path) {
        Answer answer = new Wire(Applications.on(container)).plainGet(path);

        assertThat(answer.header("strict-transport-security")).isEmpty();
        assertThat(answer.status()).isIn(200, 308);
    }
}
