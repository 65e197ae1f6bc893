// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** DER by hand, also such as no library would write. */
final class Asn1 {

    static final int UTF8 = 0x0C;
    static final int T61 = 0x14;
    static final int UNIVERSAL = 0x1C;
    static final int BMP = 0x1E;
    static final String COMMON_NAME = "550403";
    static final String ORGANIZATIONAL_UNIT = "55040b";
    static final String ORGANIZATION = "55040a";

    private Asn1() {}

    static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (length >= 0x100) {
            all.write(0x82);
            all.write(length >> 8);
        } else if (length >= 0x80) {
            all.write(0x81);
        }
        all.write(length);
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    static byte[] attribute(String typeInHex, int tag, byte[] value) {
        return der(Der.SEQUENCE, der(Der.OBJECT_IDENTIFIER, HexFormat.of().parseHex(typeInHex)), der(tag, value));
    }

    static byte[] attribute(String typeInHex, String value) {
        return attribute(typeInHex, UTF8, text(value, StandardCharsets.UTF_8));
    }

    static byte[] rdn(byte[]... attributes) {
        return der(Der.SET, attributes);
    }

    static byte[] name(byte[]... rdns) {
        return der(Der.SEQUENCE, rdns);
    }

    static byte[] text(String value, Charset charset) {
        return value.getBytes(charset);
    }
}
