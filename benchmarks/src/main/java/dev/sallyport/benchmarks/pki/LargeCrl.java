// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.pki;

import dev.sallyport.testca.TestCa;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * A CRL as large public CAs have it: a million entries, each with a number of 20 bytes and a reason, signed with RSA.
 *
 * <p>Written by hand, for a library would need more memory for it than what is measured.
 */
public final class LargeCrl {

    private static final int ENTRIES = 1_000_000;
    private static final int NUMBER = 20;
    private static final long SEED = 20_260_601;
    private static final byte[] VERSION_AND_ALGORITHM =
            HexFormat.of().parseHex("020101" + "300d06092a864886f70d01010b0500");
    private static final byte[] DATES = joined(date("260601000000Z"), date("360601000000Z"));

    /** After the number: its date, and the reason keyCompromise. */
    private static final byte[] AFTER_NUMBER =
            joined(date("260501000000Z"), HexFormat.of().parseHex("300c300a0603551d1504030a0101"));

    private LargeCrl() {}

    /** Issues it, as DER. */
    public static byte[] issue() {
        TestCa ca = TestCa.named("Large CA").but(draft -> draft.rsa(2048));
        byte[] issuer = ca.certificate().getSubjectX500Principal().getEncoded();
        byte[] signed = sequence(joined(VERSION_AND_ALGORITHM, issuer, DATES, sequence(entries())));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(ca.privateKey());
            signature.update(signed);
            byte[] bitString = joined(HexFormat.of().parseHex("0382010100"), signature.sign());
            return sequence(joined(signed, Arrays.copyOfRange(VERSION_AND_ALGORITHM, 3, 18), bitString));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a CA has an RSA key", e);
        }
    }

    /** Numbers, as they stand in certificates: every second one is on the CRL. */
    public static byte[][] numbers(int count) {
        Random listed = new Random(SEED);
        Random others = new Random(SEED + 1);
        byte[][] numbers = new byte[count][];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(i % 2 == 0 ? listed : others);
        }
        return numbers;
    }

    private static byte[] number(Random random) {
        byte[] number = new byte[NUMBER];
        random.nextBytes(number);
        number[0] = (byte) ((number[0] & 0x3F) | 0x40);
        return number;
    }

    private static byte[] entries() {
        Random random = new Random(SEED);
        int length = 2 + NUMBER + AFTER_NUMBER.length;
        ByteBuffer entries = ByteBuffer.allocate(ENTRIES * (2 + length));
        for (int i = 0; i < ENTRIES; i++) {
            entries.put((byte) 0x30).put((byte) length).put((byte) 2).put((byte) NUMBER);
            entries.put(number(random)).put(AFTER_NUMBER);
        }
        return entries.array();
    }

    private static byte[] date(String text) {
        return joined(new byte[] {0x17, 0x0D}, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Lengths are above 16 MiB, and so of four bytes. */
    private static byte[] sequence(byte[] content) {
        return joined(
                ByteBuffer.allocate(6)
                        .put((byte) 0x30)
                        .put((byte) 0x84)
                        .putInt(content.length)
                        .array(),
                content);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}
