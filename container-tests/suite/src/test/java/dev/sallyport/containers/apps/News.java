// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** For everybody. */
@ServerEndpoint("/news")
public class News {

    @OnOpen
    public void open(Session session) throws IOException {
        session.getBasicRemote().sendText("news for " + session.getUserPrincipal());
    }
}
