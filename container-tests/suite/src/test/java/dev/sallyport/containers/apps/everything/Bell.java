// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import dev.sallyport.RequireClientCert;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Greets whoever may come in. */
@ServerEndpoint("/bell/{room}")
@RequireClientCert(allow = "spiffe://prod.example/ns/billing/*")
public class Bell {

    /** Says who it is. */
    @OnOpen
    public void open(Session session, @PathParam("room") String room) throws IOException {
        session.getBasicRemote()
                .sendText(room + " rings for " + session.getUserPrincipal().getName());
    }
}
