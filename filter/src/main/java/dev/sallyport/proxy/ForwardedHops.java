// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import dev.sallyport.proxy.Hop.Said;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hops of a {@code Forwarded} header; what an element says is read when it counts, and its syntax in any case. */
final class ForwardedHops implements Hops {

    private final List<Map<String, String>> elements;

    private ForwardedHops(List<Map<String, String>> elements) {
        this.elements = elements;
    }

    static ForwardedHops read(Headers headers) throws ForwardedException {
        List<String> lines = HeaderLines.all(headers, FORWARDED, HeaderLines.WORDS);
        return new ForwardedHops(ForwardedParser.parse(FORWARDED, lines));
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public Optional<String> address(int hop) throws ForwardedException {
        String node = elements.get(hop).get("for");
        return node == null ? Optional.empty() : NodeName.parse(FORWARDED, node).address();
    }

    @Override
    public Hop hop(int hop) throws ForwardedException {
        return Hop.of(address(hop), said(hop, "proto"), said(hop, "host"), new Said(FORWARDED, Optional.empty()));
    }

    private Said said(int hop, String name) {
        return new Said(FORWARDED, Optional.ofNullable(elements.get(hop).get(name)));
    }
}
