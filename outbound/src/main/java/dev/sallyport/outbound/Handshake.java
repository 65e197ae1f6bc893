// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import java.net.IDN;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * What is known of a connection while its server shows its certificate.
 *
 * @param connection the socket or the engine
 * @param session what has been agreed upon so far
 */
record Handshake(Object connection, SSLSession session) {

    static Optional<Handshake> of(Object connection) {
        SSLSession session = null;
        if (connection instanceof SSLSocket socket) {
            session = socket.getHandshakeSession();
        } else if (connection instanceof SSLEngine engine) {
            session = engine.getHandshakeSession();
        }
        return Optional.ofNullable(session).map(known -> new Handshake(connection, known));
    }

    /** The host that is called; empty if nobody has said which. */
    Optional<String> host() {
        return Optional.ofNullable(session.getPeerHost()).filter(host -> !host.isBlank());
    }

    /** The host that the server was told to be another one (RFC 6066, section 3): the JDK would believe in that one too. */
    Optional<String> otherHost() {
        return requestedNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName())
                .filter(name -> !name.equalsIgnoreCase(ascii(host().orElse(""))))
                .findFirst();
    }

    private List<SNIServerName> requestedNames() {
        return session instanceof ExtendedSSLSession extended ? extended.getRequestedServerNames() : List.of();
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException noName) { // an address, or nothing that can be equal to a name
            return host;
        }
    }
}
