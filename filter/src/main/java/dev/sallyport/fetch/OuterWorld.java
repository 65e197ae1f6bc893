// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import dev.sallyport.AddressBlock;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are of the outer world. All others lead inward: to the machine itself, its network, what watches over a
 * cloud, or nowhere.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA's registries of special addresses</a>
 */
final class OuterWorld {

    private static final List<AddressBlock> INWARD_IPV4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final AddressBlock OUTER_IPV6 = AddressBlock.parse("2000::/3");

    /** Tunnels, benchmarks, documentation; of the rest of 2001::/23 nothing is for hosts either. */
    private static final List<AddressBlock> INWARD_IPV6 = blocks("2001::/23", "2001:db8::/32", "3fff::/20");

    private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.parse("2002::/16");

    private OuterWorld() {}

    /** Whether it is of the outer world, or in one of these blocks. */
    static boolean has(InetAddress address, List<AddressBlock> allowed) {
        byte[] bytes = address.getAddress();
        byte[] meant = meant(bytes);
        return isOuter(meant)
                || Stream.of(bytes, meant).anyMatch(each -> allowed.stream().anyMatch(block -> block.contains(each)));
    }

    private static boolean isOuter(byte[] address) {
        return address.length == 4
                ? INWARD_IPV4.stream().noneMatch(block -> block.contains(address))
                : OUTER_IPV6.contains(address) && INWARD_IPV6.stream().noneMatch(block -> block.contains(address));
    }

    /** The IPv4 address to which a translator or tunnel brings what is sent to it; mapped ones are IPv4 to the JDK already. */
    private static byte[] meant(byte[] address) {
        if (SIX_TO_FOUR.contains(address)) {
            return Arrays.copyOfRange(address, 2, 6);
        }
        return NAT64.contains(address) ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    private static List<AddressBlock> blocks(String... blocks) {
        return Stream.of(blocks).map(AddressBlock::parse).toList();
    }
}
