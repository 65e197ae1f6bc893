// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asn1.BMP;
import static dev.sallyport.peer.Asn1.COMMON_NAME;
import static dev.sallyport.peer.Asn1.ORGANIZATION;
import static dev.sallyport.peer.Asn1.ORGANIZATIONAL_UNIT;
import static dev.sallyport.peer.Asn1.T61;
import static dev.sallyport.peer.Asn1.UNIVERSAL;
import static dev.sallyport.peer.Asn1.attribute;
import static dev.sallyport.peer.Asn1.name;
import static dev.sallyport.peer.Asn1.rdn;
import static dev.sallyport.peer.Asn1.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

final class DistinguishedNameTest {

    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final String SERIAL_NUMBER = "550405";

    @Test
    void the_last_rdn_goes_first_and_attributes_of_one_rdn_keep_their_order() throws UnreadableException {
        assertThat(textOf(
                        rdn(attribute(ORGANIZATION, "Acme")),
                        rdn(attribute(ORGANIZATIONAL_UNIT, "b"), attribute(COMMON_NAME, "a"))))
                .isEqualTo("OU=b+CN=a,O=Acme");
        assertThat(textOf()).isEmpty();
    }

    @Test
    void what_would_be_taken_for_the_form_itself_is_escaped() throws UnreadableException {
        assertThat(textOf(rdn(attribute(COMMON_NAME, "a,O=b+c\"d\\e<f>g;h#i"))))
                .isEqualTo("CN=a\\,O\\=b\\+c\\\"d\\\\e\\<f\\>g\\;h\\#i");
        assertThat(textOf(rdn(attribute(COMMON_NAME, "#0402")))).isEqualTo("CN=\\#0402");
        assertThat(textOf(rdn(attribute(COMMON_NAME, "  a b  ")))).isEqualTo("CN=\\ \\ a b\\ \\ ");
        assertThat(textOf(rdn(attribute(COMMON_NAME, "  ")))).isEqualTo("CN=\\ \\ ");
        assertThat(textOf(rdn(attribute(COMMON_NAME, "")))).isEqualTo("CN=");
    }

    @Test
    void types_without_a_name_and_values_that_are_no_strings_are_in_hexadecimal() throws UnreadableException {
        assertThat(textOf(rdn(attribute(SERIAL_NUMBER, "7")))).isEqualTo("2.5.4.5=#0c0137");
        assertThat(textOf(rdn(attribute(COMMON_NAME, Der.OCTET_STRING, text("a", US_ASCII)))))
                .isEqualTo("CN=#040161");
    }

    @Test
    void a_bmp_string_is_utf_16() throws UnreadableException {
        assertThat(commonName(BMP, text("zo\u00eb", UTF_16BE))).isEqualTo("CN=zo\u00eb");
        assertThat(commonName(BMP, text("\u4164\u6d69\u6e2c", UTF_16BE))) // the bytes of "Admin," in UTF-8
                .isEqualTo("CN=\u4164\u6d69\u6e2c");
        assertUnreadable(BMP, new byte[] {0, 'a', 0});
        assertUnreadable(BMP, new byte[] {(byte) 0xD8, 0, 0, 'a'});
        assertUnreadable(BMP, text("a\n", UTF_16BE));
    }

    @Test
    void a_t61_string_is_iso_8859_1() throws UnreadableException {
        assertThat(commonName(T61, text("zo\u00eb", ISO_8859_1))).isEqualTo("CN=zo\u00eb");
        assertThat(commonName(T61, text("zo\u00eb", UTF_8))).isEqualTo("CN=zo\u00c3\u00ab");
        assertUnreadable(T61, text("\u00c0", UTF_8)); // its second byte is a control character
    }

    @Test
    void a_universal_string_is_utf_32() throws UnreadableException {
        assertThat(commonName(UNIVERSAL, text("zo\u00eb", UTF_32BE))).isEqualTo("CN=zo\u00eb");
        assertThat(commonName(UNIVERSAL, text("\ud83d\ude00", UTF_32BE))).isEqualTo("CN=\ud83d\ude00");
        assertThat(commonName(UNIVERSAL, new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF}))
                .isEqualTo("CN=\ufeff");
        assertUnreadable(UNIVERSAL, new byte[] {0, 0, 0, 'a', 0});
        assertUnreadable(UNIVERSAL, new byte[] {0, 0, (byte) 0xD8, 0});
        assertUnreadable(UNIVERSAL, new byte[] {0, 0x11, 0, 0});
        assertUnreadable(UNIVERSAL, new byte[] {(byte) 0x80, 0, 0, 'a'});
    }

    private static String commonName(int tag, byte[] value) throws UnreadableException {
        return textOf(rdn(attribute(COMMON_NAME, tag, value)));
    }

    private static String textOf(byte[]... rdns) throws UnreadableException {
        return DistinguishedName.read(Der.read(name(rdns))).text();
    }

    private static void assertUnreadable(int tag, byte[] value) {
        assertThatThrownBy(() -> commonName(tag, value)).isInstanceOf(UnreadableException.class);
    }
}
