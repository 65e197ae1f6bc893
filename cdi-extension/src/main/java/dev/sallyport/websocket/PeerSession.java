// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.websocket;

import dev.sallyport.PeerIdentity;
import dev.sallyport.servlet.Guard;
import jakarta.websocket.Session;
import java.util.Optional;

/**
 * A WebSocket session with the peer who opened it.
 *
 * <pre>{@code
 * @ServerEndpoint("/prices/{product}")
 * @RequireClientCert(trust = "partners")
 * public class Prices {
 *
 *     @OnOpen
 *     public void open(Session session) {
 *         PeerSession.of(session).closeWhenEnded();
 *     }
 *
 *     @OnMessage
 *     public String message(String text, Session session) {
 *         return text + " for " + PeerSession.of(session).identity().getName();
 *     }
 * }
 * }</pre>
 *
 * <p>The peer was proven at the handshake; a session has no request, so an injected {@link PeerIdentity} knows nobody in its
 * callbacks. Safe for use by many threads.
 */
public final class PeerSession {

    private static final SessionWatch WATCH = new SessionWatch(Guard::refusal);

    private final Session session;

    private PeerSession(Session session) {
        this.session = session;
    }

    /** The peer's side of an open session. */
    public static PeerSession of(Session session) {
        return new PeerSession(session);
    }

    /**
     * Who opened the session.
     *
     * @throws IllegalStateException if nobody was proven at the handshake, or the container knew a caller of its own
     */
    public PeerIdentity identity() {
        return find().orElseThrow(() -> new IllegalStateException("this WebSocket session has no proven peer (expected:"
                + " @RequireClientCert on the endpoint's class, or sallyport.principal=replace where the container has a"
                + " caller of its own)"));
    }

    /** Who opened the session; empty if nobody was proven at the handshake. */
    public Optional<PeerIdentity> find() {
        return session.getUserPrincipal() instanceof PeerIdentity peer ? Optional.of(peer) : Optional.empty();
    }

    /**
     * Has the session closed with 1008 (policy violation) and the code of the refusal as the reason, within ten seconds after
     * its peer would be refused: when his certificate expires, or the trust has learned that it is revoked. All sessions
     * share two threads. Call it once, when the session is opened.
     *
     * @throws IllegalStateException as {@link #identity()}
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1">RFC 6455, section 7.4.1</a>
     */
    public PeerSession closeWhenEnded() {
        WATCH.add(session, identity());
        return this;
    }
}
