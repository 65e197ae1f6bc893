// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.TransportSecurity;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {

    @ParameterizedTest
    @EnumSource(Setting.class)
    void the_constant_is_the_key_in_upper_case_without_the_name(Setting setting) {
        String expected = setting.key().replace(".NAME", setting == Setting.REQUIRE_NAMED ? ".NAMED" : "");

        assertThat(Setting.of(setting.key("partners"))).contains(setting);
        assertThat(setting.help()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
        if (!setting.name().startsWith("REQUIRE_NAMED")) {
            assertThat(setting.name())
                    .isEqualToIgnoringCase(expected.replace('.', '_').replace('-', '_'));
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void every_member_of_the_annotation_is_a_setting(String member) {
        assertThat(AnnotatedSettings.settingOf(member)).isNotNull();
    }

    static Stream<String> members() {
        return Stream.of(TransportSecurity.class.getDeclaredMethods()).map(Method::getName);
    }

    @Test
    void a_member_is_the_setting_of_its_name() {
        assertThat(AnnotatedSettings.settingOf("hstsIncludeSubDomains")).isEqualTo(Setting.HSTS_INCLUDE_SUB_DOMAINS);
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, abc, 0", "abc, '', 3"})
    void words_are_as_far_apart_as_letters_must_change(String a, String b, int distance) {
        assertThat(Suggestion.distance(a, b)).isEqualTo(distance);
    }
}
