// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptFuzz {

    static Stream<Arguments> seeds() {
        return Stream.of(
                        "text/html,application/xhtml+xml,*/*;q=0.8",
                        "application/problem+json;q=0.5, TEXT/HTML ; q=0.6",
                        "application/json",
                        "text/html;q=0.;q=1",
                        "application/json;q=1.5",
                        ";,;,",
                        "text/html;" + ";".repeat(900))
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void only_who_names_html_prefers_it(@NotNull String accept) {
        boolean page = Accept.prefersHtml(accept);

        if (page) {
            assertThat(accept.toLowerCase(Locale.ROOT)).contains("text/html");
            assertThat(accept).hasSizeLessThanOrEqualTo(1_000);
        }
        if (accept.length() < 900) {
            assertThat(Accept.prefersHtml(accept + ",text/html;q=1")).isTrue();
            assertThat(Accept.prefersHtml("text/html;q=0.5, application/json;q=0.9"))
                    .isFalse();
        }
    }
}
