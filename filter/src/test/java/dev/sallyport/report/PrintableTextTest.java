// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 0x7, 0x8, 0x9, 0xA, 0xD, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029,
                0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xD800, 0xDFFF, 0xE000, 0xFFFF, 0xE0041, 0x10FFFF
            })
    void what_cannot_be_seen_is_written_as_its_number(int point) {
        String text = "a" + new String(Character.toChars(point)) + "b";

        assertThat(PrintableText.of(text)).isEqualTo("a\\u{" + Integer.toHexString(point) + "}b");
    }

    @Test
    void names_in_any_script_stay_as_they_are() {
        String text = "CN=Bücher, O=株式会社, OU=שלום, C=😀 {0} %s ${jndi:ldap://a}";

        assertThat(PrintableText.of(text)).isEqualTo(text);
    }

    @Test
    void what_is_too_long_is_cut_out_of_the_middle() {
        String text = "head" + "x".repeat(5000) + "tail";

        String safe = PrintableText.of(text, 100);

        assertThat(safe).hasSize(103).startsWith("headxxx").contains("x … x").endsWith("xxxtail");
        assertThat(PrintableText.of("x".repeat(100), 100)).isEqualTo("x".repeat(100));
    }

    @Test
    void a_cut_never_splits_a_character() {
        String text = "😀".repeat(100);

        for (int most = 10; most < 20; most++) {
            assertThat(PrintableText.of(text, most)).matches("(?:😀)+ … (?:😀)+");
        }
    }
}
