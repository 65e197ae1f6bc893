// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the guards stand before the first request, for a container may start filters only then. */
class FirstRequestIT {

    private static final Map<String, String> GUARDED = Map.of(
            "/annotated", "/orders",
            "/complete", "/orders",
            "/mixed", "/partner/any",
            "/late", "/by-class",
            "/patterns", "/secret/any");

    @ParameterizedTest
    @EnumSource
    void the_first_request_of_all_is_refused_without_a_certificate(Container container) {
        try (Running running = container.start(Applications.all())) {
            for (Entry<String, String> guarded : GUARDED.entrySet()) {
                Answer answer = new Wire(running).get(guarded.getKey() + guarded.getValue(), Pki.NOBODY);

                assertThat(answer.body()).as(guarded.getKey()).doesNotContain("reached");
                assertThat(answer.status()).as(guarded.getKey()).isIn(403, 503);
            }
        }
    }
}
