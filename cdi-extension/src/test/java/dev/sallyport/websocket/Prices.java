// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.websocket;

import dev.sallyport.RequireClientCert;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** The example of docs/websocket.md. */
@ServerEndpoint("/prices/{product}")
@RequireClientCert(trust = "partners", allow = "spiffe://prod.example/ns/billing/*")
public class Prices {

    @OnOpen
    public void open(Session session) {
        PeerSession.of(session).closeWhenEnded();
    }

    @OnMessage
    public String message(String text, Session session) {
        return text + " for " + PeerSession.of(session).identity().getName();
    }
}
