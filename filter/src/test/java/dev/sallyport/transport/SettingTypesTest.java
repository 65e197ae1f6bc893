// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https",
                "0",
                "65536",
                "080",
                "-1",
                "80:",
                ":443",
                "80:443:1",
                "80:443,",
                "80:443, 80:8443",
                "80:0"
            })
    void a_port_map_is_one_port_or_pairs_that_agree(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PortMap.parse(text))
                .withMessage("'" + text + "' (expected: a port such as 8443, or pairs such as 80:443, 8080:8443)");
    }

    @Test
    void blanks_in_a_port_map_do_not_matter() {
        PortMap ports = PortMap.parse(" 80 : 443 ,8080:8443");

        assertThat(ports.httpsPort(80)).contains(443);
        assertThat(ports.httpsPort(8080)).contains(8443);
        assertThat(ports.httpsPort(443)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "*.*.example",
                "a.*.example",
                "*a.example",
                "a.example:443",
                "https://a.example",
                "a_b",
                "*.1.2.3.4",
                "*.[::1]",
                "a.example/"
            })
    void a_host_pattern_is_a_host_or_one_label_before_a_name(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HostPattern(text))
                .withMessageStartingWith("'" + text + "' (expected: a host");
    }

    @Test
    void a_host_pattern_matches_in_any_case() {
        assertThat(new HostPattern("WWW.Example.com").matches("www.example.COM"))
                .isTrue();
        assertThat(new HostPattern("*.Example.com").matches("A.example.COM")).isTrue();
        assertThat(new HostPattern("[2001:DB8::1]").matches("[2001:db8::1]")).isTrue();
        assertThat(new HostPattern("*.example.com").matches(".example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "health", "*", "/a*", "/**", "/a//b", "/a/../b", "/a/.", "/a;b", "/a%20b", "/a?b", "/a b", "/é",
                "/a\\b"
            })
    void an_exempt_path_is_canonical_and_its_star_is_a_whole_segment(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExemptPath(text))
                .withMessageStartingWith("'" + text + "' (expected: a path");
    }

    @Test
    void an_exempt_path_lies_below_the_context_path() {
        ExemptPath health = new ExemptPath("/health");

        assertThat(health.below("")).contains(health);
        assertThat(health.below("/shop")).contains(new ExemptPath("/shop/health"));
        assertThat(health.below("/b%C3%BCcher")).isEmpty();
        assertThat(health.below("/*")).isEmpty();
    }
}
