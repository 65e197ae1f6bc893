// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.gate;

import dev.sallyport.NameSource;
import dev.sallyport.PeerIdentity;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose a session is. What is kept in the session is a text, which every container, session store and later version can read.
 *
 * @param trust the trust that proved the peer
 * @param source which part of the certificate named him
 * @param name the name
 */
record SessionOwner(String trust, NameSource source, String name) {

    private static final int PARTS = 3;

    static SessionOwner of(PeerIdentity peer) {
        return new SessionOwner(peer.trust(), peer.nameSource(), peer.getName());
    }

    /** The trust without blanks, the source, and all the rest is the name. */
    String text() {
        return URLEncoder.encode(trust, StandardCharsets.UTF_8) + ' ' + source.key() + ' ' + name;
    }

    /** For people. */
    @Override
    public String toString() {
        return name + " (" + source.key() + ", trust " + trust + ')';
    }

    /** What {@link #text()} has written; empty if it is anything else. */
    static Optional<SessionOwner> parse(String text) {
        String[] parts = text.split(" ", PARTS);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            String trust = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
            return Stream.of(NameSource.values())
                    .filter(source -> source.key().equals(parts[1]))
                    .findFirst()
                    .map(source -> new SessionOwner(trust, source, parts[2]));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }
}
