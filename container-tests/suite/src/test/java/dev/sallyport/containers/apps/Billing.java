// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import dev.sallyport.RequireClientCert;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** An endpoint with an exact path and a rule. */
@ServerEndpoint("/billing")
@RequireClientCert(allow = "spiffe://prod.example/ns/billing/*")
public class Billing {

    @OnOpen
    public void open(Session session) throws IOException {
        session.getBasicRemote().sendText("reached billing as " + session.getUserPrincipal());
    }
}
