// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import dev.sallyport.RequireClientCert;
import dev.sallyport.websocket.PeerSession;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Says who opened the session, and again with every message; for partners only. */
@ServerEndpoint("/prices/{product}")
@RequireClientCert
public class Prices {

    @OnOpen
    public void open(Session session, @PathParam("product") String product) throws IOException {
        session.getBasicRemote().sendText("reached " + product + " as " + name(session));
        PeerSession.of(session).closeWhenEnded();
    }

    @OnMessage
    public String message(String text, Session session) {
        return text + " from " + name(session);
    }

    private static String name(Session session) {
        return PeerSession.of(session).identity().getName();
    }
}
