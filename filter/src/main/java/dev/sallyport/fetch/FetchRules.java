// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import dev.sallyport.AddressBlock;
import java.time.Duration;
import java.util.List;

/**
 * From where something may be fetched, and how much.
 *
 * <pre>{@code
 * FetchRules rules = FetchRules.NOTHING.hosts(List.of(new HostRule("crl.example.com")));
 * }</pre>
 *
 * @param hosts the only hosts that are ever spoken to, or looked up
 * @param inward blocks of addresses that may be connected to although they lead inward
 * @param timeout how long one fetch may take in all, and how long a request waits for a first answer
 * @param mostBytes how large a CRL may be
 * @param grace how long an answer counts after its own end, while no other can be had
 */
public record FetchRules(
        List<HostRule> hosts, List<AddressBlock> inward, Duration timeout, long mostBytes, Duration grace) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long MOST = 256L << 20;
    private static final Duration LONGEST_GRACE = Duration.ofDays(30);

    /** Nothing is fetched, for there is no host; with hosts: five seconds, 64 MiB, and no grace. */
    public static final FetchRules NOTHING =
            new FetchRules(List.of(), List.of(), Duration.ofSeconds(5), 64L << 20, Duration.ZERO);

    /** Checks the bounds. */
    public FetchRules {
        hosts = List.copyOf(hosts);
        inward = List.copyOf(inward);
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "'" + timeout + "' (expected: from " + SHORTEST + " to " + LONGEST + ')');
        }
        if (mostBytes < 1 || mostBytes > MOST) {
            throw new IllegalArgumentException("'" + mostBytes + "' (expected: from 1 to " + MOST + " bytes)");
        }
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("'" + grace + "' (expected: from PT0S to " + LONGEST_GRACE + ')');
        }
    }

    /** The same, from these hosts. */
    public FetchRules hosts(List<HostRule> other) {
        return new FetchRules(other, inward, timeout, mostBytes, grace);
    }

    /** The same, with these blocks allowed. */
    public FetchRules inward(List<AddressBlock> other) {
        return new FetchRules(hosts, other, timeout, mostBytes, grace);
    }

    /** The same, in so much time. */
    public FetchRules timeout(Duration other) {
        return new FetchRules(hosts, inward, other, mostBytes, grace);
    }

    /** The same, with so many bytes. */
    public FetchRules mostBytes(long other) {
        return new FetchRules(hosts, inward, timeout, other, grace);
    }

    /** The same, with this grace. */
    public FetchRules grace(Duration other) {
        return new FetchRules(hosts, inward, timeout, mostBytes, other);
    }

    /** Whether anything at all may be fetched. */
    public boolean fetch() {
        return !hosts.isEmpty();
    }

    /** Whether this may be fetched, as far as its host tells. */
    public boolean allow(FetchUrl url) {
        return hosts.stream().anyMatch(host -> host.allows(url));
    }
}
