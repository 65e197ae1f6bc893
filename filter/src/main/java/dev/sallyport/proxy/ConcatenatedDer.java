// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Certificates one behind the other, as HAProxy's {@code ssl_c_chain_der} gives them. */
final class ConcatenatedDer {

    private static final int SEQUENCE = 0x30;

    private ConcatenatedDer() {}

    /** Each of them; none if there are no bytes. */
    static List<byte[]> split(String header, byte[] bytes) throws ForwardedException {
        List<byte[]> certificates = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int end = end(bytes, at);
            if (end > bytes.length || certificates.size() == Certificates.MOST) {
                throw ForwardedException.malformed(
                        header, "it is no row of at most " + Certificates.MOST + " certificates in DER");
            }
            certificates.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return certificates;
    }

    /** Where the certificate ends that begins here: its length takes two or three bytes. Beyond all bytes if there is none. */
    private static int end(byte[] bytes, int at) {
        int form = at + 1 < bytes.length && bytes[at] == SEQUENCE ? bytes[at + 1] & 0xFF : 0;
        int octets = form - 0x80;
        if (octets < 1 || octets > 3 || at + 2 + octets > bytes.length) {
            return Integer.MAX_VALUE;
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 2 + i]);
        }
        return at + 2 + octets + length;
    }
}
