// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HstsPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "P365D,        false, false, max-age=31536000",
        "P365D,        true,  false, max-age=31536000; includeSubDomains",
        "P365D,        true,  true,  max-age=31536000; includeSubDomains; preload",
        "PT5M,         false, false, max-age=300",
        "PT0S,         false, false, max-age=0",
        "PT2147483647S,false, false, max-age=2147483647",
    })
    void the_header_is_written_as_rfc_6797_says(Duration maxAge, boolean sub, boolean preload, String header) {
        assertThat(new HstsPolicy(maxAge, sub, preload).header()).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource({"PT-1S", "PT0.5S", "PT2147483648S", "P9000000D"})
    void a_max_age_is_whole_seconds_that_browsers_can_count(Duration maxAge) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HstsPolicy(maxAge, false, false))
                .withMessageContaining("whole seconds");
    }

    @ParameterizedTest
    @CsvSource({"P364D, true", "P365D, false", "PT31535999S, true"})
    void preload_needs_a_year_and_the_subdomains(Duration maxAge, boolean includeSubDomains) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HstsPolicy(maxAge, includeSubDomains, true))
                .withMessageContaining("preload");
    }

    @Test
    void the_lists_of_browsers_demand_31536000_seconds() {
        assertThat(HstsPolicy.LEAST_TO_PRELOAD).hasSeconds(31_536_000);
    }
}
