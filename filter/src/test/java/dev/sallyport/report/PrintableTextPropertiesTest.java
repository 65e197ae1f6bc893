// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PrintableTextPropertiesTest {

    @Property
    void whatever_was_said_is_one_line_that_stays_as_it_is(@ForAll String text) {
        String safe = PrintableText.of(text);

        assertThat(safe.codePoints()).noneMatch(Character::isISOControl);
        assertThat(safe.lines()).hasSizeLessThanOrEqualTo(1);
        assertThat(PrintableText.of(safe)).isEqualTo(safe);
    }

    @Property
    void what_is_cut_is_whole_and_short(@ForAll String text, @ForAll @IntRange(min = 10, max = 40) int most) {
        String safe = PrintableText.of(text, most);

        assertThat(safe).hasSizeLessThanOrEqualTo(most + 3);
        assertThat(PrintableText.of(safe)).isEqualTo(safe);
    }
}
