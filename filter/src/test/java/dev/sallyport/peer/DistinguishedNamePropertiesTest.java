// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DistinguishedNamePropertiesTest {

    private static final int PRINTABLE = 0x13;

    /** CN, C, L, ST, STREET, O, OU, UID, DC; and a serial number and an e-mail address, which have no names there. */
    private static final List<String> TYPES = List.of(
            "550403",
            "550406",
            "550407",
            "550408",
            "550409",
            "55040a",
            "55040b",
            "0992268993f22c640101",
            "0992268993f22c640119",
            "550405",
            "2a864886f70d010901");

    @Property
    void the_text_of_usual_names_is_that_of_the_jdk(@ForAll("names") byte[] name) throws UnreadableException {
        assertThat(DistinguishedName.read(Der.read(name)).text()).isEqualTo(new X500Principal(name).getName());
    }

    @Provide
    Arbitrary<byte[]> names() {
        Arbitrary<byte[]> rdn = attributes().list().ofMinSize(1).ofMaxSize(3).map(parts -> Asn1.rdn(array(parts)));
        return rdn.list().ofMaxSize(4).map(rdns -> Asn1.name(array(rdns)));
    }

    private static Arbitrary<byte[]> attributes() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().withChars(" ,=+<>#;\"\\a0*\u00eb\u00a0").ofMaxLength(8),
                Arbitraries.strings()
                        .ofMaxLength(8)
                        .filter(value -> value.chars().noneMatch(Character::isISOControl)));
        Arbitrary<String> printable = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withChars(" '()+,-./:=?0")
                .ofMaxLength(8);
        Arbitrary<String> types = Arbitraries.of(TYPES);
        return Arbitraries.oneOf(
                Combinators.combine(types, text).as(Asn1::attribute),
                Combinators.combine(types, printable)
                        .as((type, value) ->
                                Asn1.attribute(type, PRINTABLE, Asn1.text(value, StandardCharsets.US_ASCII))));
    }

    private static byte[][] array(List<byte[]> parts) {
        return parts.toArray(byte[][]::new);
    }
}
