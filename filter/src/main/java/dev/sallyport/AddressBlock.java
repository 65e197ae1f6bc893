// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param base its first address, as four or sixteen bytes in hexadecimal
 * @param prefix how many bits its addresses share
 */
public record AddressBlock(String base, int prefix) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9.]{7,15}|[0-9A-Fa-f:.]{2,45})/([0-9]{1,3})");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final int BITS_OF_HEX = 4;

    /** Checks that nothing but the block is said. */
    public AddressBlock {
        byte[] bytes = HexFormat.of().parseHex(base);
        boolean address = bytes.length == 4 || bytes.length == 16;
        if (!address || prefix < 0 || prefix > bytes.length * Byte.SIZE || !isZeroFrom(bytes, prefix)) {
            throw new IllegalArgumentException("'" + base + '/' + prefix
                    + "' (expected: a block of addresses, such as 10.0.0.0/8, whose last bits are 0)");
        }
    }

    /** Reads one; {@link IllegalArgumentException} says what is wrong. */
    public static AddressBlock parse(String text) {
        var matcher = WRITTEN.matcher(text);
        if (matcher.matches()
                && (IPV4.matcher(matcher.group(1)).matches() || matcher.group(1).contains(":"))) {
            try {
                byte[] bytes = InetAddress.getByName(matcher.group(1)).getAddress(); // a literal: nobody is asked
                return new AddressBlock(HexFormat.of().formatHex(bytes), Integer.parseInt(matcher.group(2)));
            } catch (UnknownHostException | IllegalArgumentException e) {
                // told below
            }
        }
        throw new IllegalArgumentException("'" + text
                + "' (expected: a block of addresses, such as 10.0.0.0/8 or fd00::/8, whose last bits are 0)");
    }

    /** Whether the address is in it; one of another family never is. */
    public boolean contains(byte[] address) {
        String hex = HexFormat.of().formatHex(address);
        int whole = prefix / BITS_OF_HEX;
        int rest = BITS_OF_HEX - prefix % BITS_OF_HEX;
        return hex.length() == base.length()
                && hex.startsWith(base.substring(0, whole))
                && (rest == BITS_OF_HEX || digit(hex, whole) >> rest == digit(base, whole) >> rest);
    }

    private static int digit(String hex, int at) {
        return HexFormat.fromHexDigit(hex.charAt(at));
    }

    private static boolean isZeroFrom(byte[] bytes, int bit) {
        for (int i = bit; i < bytes.length * Byte.SIZE; i++) {
            if ((bytes[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
