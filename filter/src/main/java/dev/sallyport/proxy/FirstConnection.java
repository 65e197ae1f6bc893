// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.Optional;

/**
 * The connection of the client to the first trusted proxy, as that and those after it tell it.
 *
 * @param secure whether it was TLS; empty if nobody says so
 * @param host the host that the client asked for, an IPv6 address in brackets, without a port; well-formed
 * @param port the port that the client asked for
 * @param address the client's address, an IPv4 or IPv6 literal without brackets; empty if nobody says it
 */
public record FirstConnection(
        Optional<Boolean> secure, Optional<String> host, Optional<Integer> port, Optional<String> address) {}
