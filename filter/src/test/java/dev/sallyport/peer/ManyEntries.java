// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.testca.TestCa;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * A CRL with many entries, each with a number of 20 bytes and a reason, as public CAs have them.
 *
 * @param count how many
 */
record ManyEntries(int count) {

    static final long SEED = 20_260_601;

    private static final byte[] ALGORITHM =
            OddCrl.sequence(HexFormat.of().parseHex("06092a864886f70d01010b"), new byte[] {5, 0});
    private static final byte[] DATE_AND_REASON =
            OddCrl.entry(1, OddCrl.sequence(OddCrl.extension("551d15", false, new byte[] {10, 1, 1})));
    private static final int HEADER_AND_NUMBER = 5;
    private static final int NUMBER = 20;

    /** The next number. */
    static byte[] number(Random random) {
        byte[] number = new byte[NUMBER];
        random.nextBytes(number);
        number[0] = (byte) ((number[0] & 0x3F) | 0x40);
        return number;
    }

    byte[] issue(TestCa ca) {
        byte[] head = joined(OddCrl.VERSION_2, ALGORITHM, OddCrl.name(ca), OddCrl.THIS_UPDATE, OddCrl.NEXT_UPDATE);
        byte[] signed = element(joined(head, element(entries())));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(ca.privateKey());
            signature.update(signed);
            return element(joined(signed, ALGORITHM, Asn1.der(3, new byte[1], signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a CA has an RSA key", e);
        }
    }

    private byte[] entries() {
        Random random = new Random(SEED);
        int more = DATE_AND_REASON.length - HEADER_AND_NUMBER;
        int length = 2 + NUMBER + more;
        ByteBuffer entries = ByteBuffer.allocate(count * (2 + length));
        for (int i = 0; i < count; i++) {
            entries.put((byte) Der.SEQUENCE)
                    .put((byte) length)
                    .put((byte) Der.INTEGER)
                    .put((byte) NUMBER);
            entries.put(number(random)).put(DATE_AND_REASON, HEADER_AND_NUMBER, more);
        }
        return entries.array();
    }

    private static byte[] element(byte[] content) {
        ByteBuffer element = ByteBuffer.allocate(6 + content.length);
        int length = content.length;
        int extra = length >>> 24 == 0 ? 3 : 4;
        element.put((byte) Der.SEQUENCE).put((byte) (0x80 | extra));
        for (int i = extra - 1; i >= 0; i--) {
            element.put((byte) (length >>> (8 * i)));
        }
        element.put(content);
        return Arrays.copyOf(element.array(), element.position());
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}
