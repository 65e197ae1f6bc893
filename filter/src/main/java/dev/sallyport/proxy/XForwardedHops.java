// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import dev.sallyport.proxy.Hop.Said;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The hops of {@code X-Forwarded-For}, each with what the other headers of that family say of it. */
final class XForwardedHops implements Hops {

    static final String PROTO = "X-Forwarded-Proto";
    static final String HOST = "X-Forwarded-Host";
    static final String PORT = "X-Forwarded-Port";
    static final String FOR = "X-Forwarded-For";

    private static final Optional<String> NOBODY = Optional.empty();

    private final List<String> addresses;
    private final List<String> schemes;
    private final List<String> hosts;
    private final List<String> ports;

    private XForwardedHops(List<String> addresses, List<String> schemes, List<String> hosts, List<String> ports) {
        this.addresses = addresses;
        this.schemes = schemes;
        this.hosts = hosts;
        this.ports = ports;
    }

    static XForwardedHops read(Headers headers) throws ForwardedException {
        return new XForwardedHops(
                entries(FOR, HeaderLines.all(headers, FOR, HeaderLines.WORDS)),
                entries(PROTO, oneOrEqual(headers, PROTO)),
                entries(HOST, oneOrEqual(headers, HOST)),
                entries(PORT, oneOrEqual(headers, PORT)));
    }

    /** One even if nobody says an address: the headers then speak of the client. */
    @Override
    public int size() {
        return Math.max(1, addresses.size());
    }

    @Override
    public Optional<String> address(int hop) throws ForwardedException {
        return addresses.isEmpty()
                ? NOBODY
                : NodeName.parseBare(FOR, addresses.get(hop)).address();
    }

    @Override
    public Hop hop(int hop) throws ForwardedException {
        return Hop.of(address(hop), said(PROTO, schemes, hop), said(HOST, hosts, hop), said(PORT, ports, hop));
    }

    /** One value speaks of the client, as many as there are addresses each of its own; of others nobody knows whose they are. */
    private Said said(String header, List<String> values, int hop) throws ForwardedException {
        if (values.size() > 1 && values.size() == addresses.size()) {
            return new Said(header, Optional.of(values.get(hop)));
        }
        if (!allEqual(values)) {
            throw ForwardedException.conflict(
                    header, "it says " + values.size() + " things, and " + FOR + ' ' + addresses.size());
        }
        return new Said(header, values.stream().findFirst());
    }

    private static List<String> oneOrEqual(Headers headers, String header) throws ForwardedException {
        List<String> lines = HeaderLines.all(headers, header, HeaderLines.WORDS);
        if (!allEqual(lines)) {
            throw ForwardedException.conflict(header, "it is there " + lines.size() + " times and differs");
        }
        return lines.size() > 1 ? lines.subList(0, 1) : lines;
    }

    private static boolean allEqual(List<String> values) {
        return values.size() < 2 || values.stream().allMatch(values.get(0)::equalsIgnoreCase);
    }

    private static List<String> entries(String header, List<String> lines) throws ForwardedException {
        if (lines.isEmpty()) {
            return lines;
        }
        List<String> entries = lines.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .toList();
        if (entries.size() > ForwardedParser.MOST_ELEMENTS) {
            throw ForwardedException.malformed(
                    header, "it has more than " + ForwardedParser.MOST_ELEMENTS + " entries");
        }
        for (String entry : entries) {
            if (entry.isEmpty() || !entry.chars().allMatch(c -> c > ' ' && c <= '~')) {
                throw ForwardedException.malformed(header, "it has an entry that is empty or not printable");
            }
        }
        return entries;
    }
}
