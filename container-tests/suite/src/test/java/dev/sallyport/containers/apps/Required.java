// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Guarded by a setting, for want of an annotation. */
@ServerEndpoint("/required/ticker")
public class Required {

    @OnOpen
    public void open(Session session) throws IOException {
        session.getBasicRemote()
                .sendText("reached ticker as " + session.getUserPrincipal().getName());
    }
}
