// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.websocket;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.report.LogSink;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Closes sessions whose peers would be refused by now. Its threads, two at most for all sessions, end by themselves when no
 * session is left, as none is when the application ends.
 */
final class SessionWatch {

    private static final System.Logger LOG = System.getLogger(LogSink.LOGGER);
    private static final String UNKNOWN = "not-ready";
    private static final int THREADS = 2;
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Function<PeerIdentity, Optional<Refusal>> refusals;
    private final ScheduledThreadPoolExecutor threads;

    SessionWatch(Function<PeerIdentity, Optional<Refusal>> refusals) {
        this.refusals = refusals;
        this.threads = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, "sallyport-websocket");
            thread.setDaemon(true);
            return thread;
        });
        threads.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Looks at the session from now on, until it is closed. */
    void add(Session session, PeerIdentity peer) {
        if (look(session, peer)) {
            ScheduledFuture<?> unused =
                    threads.schedule(() -> add(session, peer), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the session goes on; closes it if not, and where nobody can tell. */
    boolean look(Session session, PeerIdentity peer) {
        if (!session.isOpen()) {
            return false;
        }
        try {
            Optional<Refusal> refusal = refusals.apply(peer);
            refusal.ifPresent(found -> close(session, found.code()));
            return refusal.isEmpty();
        } catch (RuntimeException unknown) {
            LOG.log(ERROR, "whether a peer would be refused now is unknown", unknown);
            close(session, UNKNOWN);
            return false;
        }
    }

    private static void close(Session session, String code) {
        LOG.log(INFO, () -> "a WebSocket session is closed, for its peer would be refused now: " + code);
        try {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, code));
        } catch (IOException | IllegalStateException closedAlready) {
            LOG.log(DEBUG, "a WebSocket session could not be closed in order", closedAlready);
        }
    }
}
