// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DerTest {

    @Test
    void what_was_written_is_read_again() throws UnreadableException {
        Random random = new Random(3);
        for (int length : new int[] {0, 1, 127, 128, 255, 256, 4000}) {
            byte[] content = new byte[length];
            random.nextBytes(content);

            Der sequence = Der.read(Asn1.der(Der.SEQUENCE, Asn1.der(Der.OCTET_STRING, content)));

            assertThat(sequence.children(Der.SEQUENCE).get(0).content()).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30", // no length
                "3001", // truncated
                "30800000", // indefinite
                "308100", // a length longer than needed
                "30817f", // likewise
                "3082007f", // likewise
                "3084ffffffff", // a huge one
                "30847fffffff",
                "1f8101", // a tag of several bytes
                "300000", // something follows
                "3003300500" // a child longer than its parent
            })
    void what_is_no_der_is_unreadable(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Der.read(bytes).children(Der.SEQUENCE)).isInstanceOf(UnreadableException.class);
    }

    @ParameterizedTest
    @CsvSource({"0603550403, 2.5.4.3", "06062a864886f70d, 1.2.840.113549", "06028837, 2.999"})
    void object_identifiers_have_their_dotted_text(String hex, String text) throws UnreadableException {
        assertThat(Der.read(HexFormat.of().parseHex(hex)).objectIdentifier()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "060180", "06028001", "06025580", "060a55ffffffffffffffff7f"})
    void malformed_object_identifiers_are_unreadable(String hex) {
        assertThatThrownBy(() -> Der.read(HexFormat.of().parseHex(hex)).objectIdentifier())
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void garbage_is_unreadable_and_nothing_worse() {
        Random random = new Random(5);
        for (int round = 0; round < 50_000; round++) {
            byte[] garbage = new byte[random.nextInt(24)];
            random.nextBytes(garbage);
            if (garbage.length > 1 && round % 2 == 0) {
                garbage[0] = 0x30;
                garbage[1] = (byte) (garbage.length - 2);
            }
            try {
                Der read = Der.read(garbage);
                assertThat(read.encoded()).isEqualTo(Arrays.copyOf(garbage, garbage.length));
                read.children(Der.SEQUENCE);
                AlternativeNames.read(read);
                DistinguishedName.read(read);
            } catch (UnreadableException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
