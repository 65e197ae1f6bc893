// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

    @ParameterizedTest(name = "\"{0}\" would rather have a page: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html,application/xhtml+xml,*/*;q=0.8  | true", // a browser
                "*/*                                        | false", // curl
                "application/json                           | false",
                "application/json, text/html;q=0.9          | false",
                "text/html, application/json;q=0.9          | true",
                "text/html, application/json;q=1.5          | true", // there is no such weight
                "text/html;q=0                              | false",
                "TEXT/HTML                                  | true",
                "text/htmlx                                 | false",
                "text/html;q=7                              | true", // no weight: taken as none given
                ";;;,,,                                     | false",
                "''                                         | false",
            })
    void what_a_client_would_rather_have(String accept, boolean page) {
        assertThat(Accept.prefersHtml(accept)).isEqualTo(page);
    }

    @Test
    void who_says_nothing_or_too_much_gets_the_problem_document() {
        assertThat(Accept.prefersHtml(null)).isFalse();
        assertThat(Accept.prefersHtml("text/html,".repeat(1_000))).isFalse();
    }
}
