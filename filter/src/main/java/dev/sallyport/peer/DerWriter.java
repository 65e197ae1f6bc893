// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.ByteArrayOutputStream;

/** Writes elements of DER. */
final class DerWriter {

    private static final int MOST = 0xFFFF;

    private DerWriter() {}

    /** An element of so many parts, one behind the other. */
    static byte[] element(int tag, byte[]... parts) throws UnreadableException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        if (length > MOST) {
            throw new UnreadableException("a name in it has more than " + MOST + " bytes");
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (length > 0xFF) {
            element.write(0x82);
            element.write(length >> 8);
        } else if (length > 0x7F) {
            element.write(0x81);
        }
        element.write(length);
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
