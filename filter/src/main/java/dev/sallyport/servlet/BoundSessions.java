// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static java.lang.System.Logger.Level.DEBUG;

import dev.sallyport.Decision;
import dev.sallyport.PeerIdentity;
import dev.sallyport.gate.Gate;
import dev.sallyport.report.LogSink;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each session to the peer who first used it where a caller is known. Whose it is stands in the session itself, so that
 * it goes wherever the session goes. Safe for use by many threads.
 */
final class BoundSessions {

    /** The attribute of a session that says whose it is. */
    static final String OWNER = "dev.sallyport.session.owner";

    private static final System.Logger LOG = System.getLogger(LogSink.LOGGER);
    private static final int LOCKS = 64;

    private final Gatehouse house;
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    BoundSessions(Gatehouse house) {
        this.house = house;
    }

    /**
     * Looks at the session whose id came with the request, before anybody can use it: not every use goes through the request
     * that the application has from us. {@link dev.sallyport.RefusedException} if it is somebody else's.
     */
    void admit(HttpServletRequest request, Exchange exchange, Decision.Proceed caller) {
        if (request.getRequestedSessionId() != null && house.bindsSessions()) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                keep(session, request, exchange, caller);
            }
        }
    }

    /** The session that the application asks for; a new one is at once that of who calls at the moment. */
    @Nullable HttpSession find(HttpServletRequest request, Exchange exchange, boolean create) {
        if (!house.bindsSessions()) {
            return request.getSession(create);
        }
        HttpSession known = request.getSession(false);
        if (known != null) {
            keep(known, request, exchange, exchange.caller());
            return known;
        }
        HttpSession made = create ? request.getSession(true) : null;
        if (made != null) {
            exchange.caller().peer().ifPresent(peer -> bind(made, Gate.owner(peer)));
        }
        return made;
    }

    private void keep(HttpSession session, HttpServletRequest request, Exchange exchange, Decision.Proceed caller) {
        Object owner = owner(session);
        if (owner == null && caller.peer().isPresent()) {
            owner = take(session, request, exchange, caller.peer().get());
        }
        if (owner != null) {
            house.share(owner.toString(), exchange, caller);
        }
    }

    /** Binds a session that was nobody's: who had its id before does not have it afterwards, if a new one can still be told. */
    private @Nullable Object take(
            HttpSession session, HttpServletRequest request, Exchange exchange, PeerIdentity peer) {
        Object other = bind(session, Gate.owner(peer));
        if (other != null) {
            return other;
        }
        if (!exchange.isAnswered() && request.getRequestedSessionId() != null) {
            try {
                request.changeSessionId();
            } catch (IllegalStateException ended) {
                LOG.log(DEBUG, "a session has ended while it was bound", ended);
            }
        }
        return null;
    }

    /** Whose the session was already; null if it was nobody's and is the new owner's now. */
    private @Nullable Object bind(HttpSession session, String owner) {
        try {
            synchronized (locks[Math.floorMod(session.getId().hashCode(), LOCKS)]) {
                Object other = session.getAttribute(OWNER);
                if (other == null) {
                    session.setAttribute(OWNER, owner);
                }
                return other;
            }
        } catch (IllegalStateException ended) {
            LOG.log(DEBUG, "a session has ended before it was bound", ended);
            return null;
        }
    }

    /** Null for nobody's, and for one that has ended, which nobody can use. */
    private static @Nullable Object owner(HttpSession session) {
        try {
            return session.getAttribute(OWNER);
        } catch (IllegalStateException ended) {
            LOG.log(DEBUG, "a session has ended before it was looked at", ended);
            return null;
        }
    }
}
