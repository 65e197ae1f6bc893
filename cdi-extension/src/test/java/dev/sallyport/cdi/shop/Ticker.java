// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.cdi.CurrentPeer;
import dev.sallyport.websocket.PeerSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

@ServerEndpoint(value = "/ticker", configurator = FromCdi.class)
@ApplicationScoped
@ForPartners
@SuppressWarnings("NullAway.Init")
public class Ticker {

    @Inject
    CurrentPeer caller;

    @OnMessage
    public String message(String text, Session session) {
        return text + " for " + PeerSession.of(session).identity().getName() + ", request of "
                + caller.identity().map(peer -> peer.getName()).orElse("nobody");
    }

    public String last() {
        return "last price";
    }
}
