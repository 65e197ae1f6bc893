// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address as its bytes. An IPv4 address in IPv6 form, {@code ::ffff:192.0.2.1}, is the IPv4 address.
 */
final class IpAddress {

    private static final Pattern IPV4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final InetAddress address;

    private IpAddress(InetAddress address) {
        this.address = address;
    }

    /** Reads 4 or 16 bytes. */
    static IpAddress of(byte[] bytes) {
        try {
            return new IpAddress(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** Reads a literal and never asks a name service. */
    static Optional<IpAddress> parse(String literal) {
        boolean wellFormed =
                IPV4.matcher(literal).matches() || IPV6.matcher(literal).matches();
        if (literal.length() > 45 || !wellFormed) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IpAddress(InetAddress.getByName(literal)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    int bits() {
        return address.getAddress().length * 8;
    }

    /** Whether the first bits of both are the same. */
    boolean sharesPrefix(IpAddress other, int prefix) {
        return bits() == other.bits() && masked(prefix).equals(other.masked(prefix));
    }

    /** The address with every bit after the prefix cleared. */
    IpAddress masked(int prefix) {
        byte[] bytes = address.getAddress();
        for (int bit = prefix; bit < bits(); bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return of(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && Arrays.equals(address.getAddress(), that.address.getAddress());
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** The usual text: RFC 5952 for IPv6. */
    @Override
    public String toString() {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.getHostAddress() : canonical(bytes);
    }

    private static String canonical(byte[] bytes) {
        int bestStart = -1;
        int bestLength = 1;
        for (int start = 0; start < 8; start++) {
            int length = 0;
            while (start + length < 8 && group(bytes, start + length) == 0) {
                length++;
            }
            if (length > bestLength) {
                bestStart = start;
                bestLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < 8; at++) {
            if (at == bestStart) {
                text.append("::");
                at += bestLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(bytes, at)));
            }
        }
        return text.toString();
    }

    private static int group(byte[] bytes, int index) {
        return ((bytes[2 * index] & 0xFF) << 8) | (bytes[2 * index + 1] & 0xFF);
    }
}
