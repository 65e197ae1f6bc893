// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sallyport.AlternativeName;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlternativeNamesFuzz {

    static Stream<Arguments> seeds() {
        return Stream.of(
                        Seeds.alternativeNames(),
                        Asn1.der(Der.SEQUENCE, Asn1.der(0x82, new byte[] {'a', 0, '.', 'b'})),
                        Asn1.der(Der.SEQUENCE, Asn1.der(0xA4, Seeds.subject())),
                        Asn1.der(Der.SEQUENCE, Asn1.der(0xA4, odd(0x1B, 'a', 0))),
                        Asn1.der(Der.SEQUENCE, Asn1.der(0xA4, odd(Asn1.BMP, 8, 'a'))),
                        Asn1.der(Der.SEQUENCE))
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void every_name_can_be_shown_and_read_again(byte[] extension) {
        try {
            List<AlternativeName> names = AlternativeNames.read(Der.read(extension));
            assertThat(names).isNotEmpty().isEqualTo(AlternativeNames.read(Der.read(extension)));
            names.forEach(AlternativeNamesFuzz::check);
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static byte[] odd(int tag, int first, int second) {
        return Asn1.name(Asn1.rdn(Asn1.attribute(Asn1.COMMON_NAME, tag, new byte[] {(byte) first, (byte) second})));
    }

    private static void check(AlternativeName name) {
        assertThat(name.value().chars()).noneMatch(Character::isISOControl);
        switch (name.type()) {
            case DNS, EMAIL -> assertThat(name.value()).matches("[ -~]+");
            case URI -> {
                assertThat(name.value()).matches("[ -~]+");
                if (SpiffeId.isMeant(name.value())) {
                    assertThat(SpiffeId.parse(name.value())).isPresent();
                    assertThat(URI.create(name.value()).getScheme()).isEqualTo("spiffe");
                }
            }
            case IP -> assertThat(IpAddress.parse(name.value()).orElseThrow()).hasToString(name.value());
            case OTHER -> assertThat(name.value()).matches("([0-9a-f]{2})+");
            case DIRECTORY -> {}
        }
    }
}
