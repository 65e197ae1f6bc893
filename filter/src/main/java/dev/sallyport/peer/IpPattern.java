// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/**
 * One address or a block of them.
 *
 * @param base the first address
 * @param prefix how many bits must be the same
 */
record IpPattern(IpAddress base, int prefix) implements ValuePattern {

    private static final String EXPECTED =
            "an address or a block of them such as 192.0.2.0/24 or 2001:db8::/32, with no bit set after the prefix";

    static IpPattern parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        IpAddress base = IpAddress.parse(literal).orElseThrow(() -> new IllegalArgumentException(EXPECTED));
        int prefix = slash < 0 ? base.bits() : prefix(literal, base, text.substring(slash + 1));
        if (prefix < 0 || prefix > base.bits() || !base.masked(prefix).equals(base)) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return new IpPattern(base, prefix);
    }

    @Override
    public Place place() {
        return Place.at(Place.Kind.IP, prefix, base);
    }

    @Override
    public boolean test(String presented) {
        return IpAddress.parse(presented)
                .filter(address -> address.sharesPrefix(base, prefix))
                .isPresent();
    }

    /** The prefix counts the bits as they were written: 96 of ::ffff:192.0.2.0/120 come before the IPv4 address. */
    private static int prefix(String literal, IpAddress base, String digits) {
        if (!digits.matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException(EXPECTED);
        }
        int skipped = base.bits() == 32 && literal.indexOf(':') >= 0 ? 96 : 0;
        return Integer.parseInt(digits) - skipped;
    }
}
