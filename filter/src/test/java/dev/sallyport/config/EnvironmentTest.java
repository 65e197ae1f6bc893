// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_setting_has_a_variable(Setting setting) {
        String variable = Environment.variable(setting).replaceFirst("_NAME", "_TEAM_A");

        assertThat(Environment.key(variable)).contains(setting.key("team-a"));
    }

    @ParameterizedTest
    @CsvSource({
        "SALLYPORT_HTTPS_ALLOWED_HOSTS,         https.allowed-hosts",
        "SALLYPORT_TRUST_PARTNERS_ANCHORS,      trust.partners.anchors",
        "SALLYPORT_TRUST_TEAM_A_REPORT_ONLY,    trust.team-a.report-only",
        "SALLYPORT_TRUST_TEAM_A_NAME,           trust.team-a.name",
        "SALLYPORT_REQUIRE,                     require",
        "SALLYPORT_REQUIRE_TRUST,               require.trust",
        "SALLYPORT_REQUIRE_PARTNERS,            require.partners",
        "SALLYPORT_REQUIRE_PARTNERS_TRUST,      require.partners.trust",
    })
    void a_variable_is_the_key_in_upper_case(String variable, String key) {
        assertThat(Environment.key(variable)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SALLYPORT_TRUST_PARTNERS_ANCHOR",
                "SALLYPORT_TRUST_PARTNERS",
                "SALLYPORT_TRUST__ANCHORS",
                "SALLYPORT_https_port",
                "SALLYPORT_"
            })
    void what_is_no_setting_has_no_key(String variable) {
        assertThat(Environment.key(variable)).isEmpty();
    }

    @Test
    void variables_of_kubernetes_are_told_in_one_line_and_set_nothing() {
        Map<String, String> variables = Map.of(
                "SALLYPORT_SERVICE_HOST", "10.0.0.7",
                "SALLYPORT_PORT_8080_TCP", "tcp://10.0.0.7:8080",
                "SALLYPORT_HTTPS_PORT", "tcp://10.0.0.7:443",
                "PATH", "/bin");

        Configured configured = nothing().source(Source.environment(variables)).configured();

        assertThat(configured.advice())
                .containsExactly("environment variables that are no settings, as Kubernetes may have set them:"
                        + " SALLYPORT_HTTPS_PORT, SALLYPORT_PORT_8080_TCP, SALLYPORT_SERVICE_HOST");
        assertThat(configured.policy().https().ports().byHttpPort()).containsEntry(80, 443);
    }

    @Test
    void no_two_settings_share_a_variable() {
        List<String> variables =
                Stream.of(Setting.values()).map(Environment::variable).toList();

        assertThat(variables).doesNotHaveDuplicates();
    }
}
