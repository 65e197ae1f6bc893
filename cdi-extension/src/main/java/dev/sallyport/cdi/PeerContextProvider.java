// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.PeerIdentity;
import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextRestorer;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import java.util.Optional;

/**
 * Has the peer go along where Jakarta Concurrency propagates context, as {@code ManagedExecutorService} does: an injected
 * {@link PeerIdentity} is there who he was where the task was submitted. Found by the {@link java.util.ServiceLoader}.
 *
 * <p>The value travels, not the request: a guarded bean still refuses calls on such a thread, for nobody proves himself
 * there. Its type is {@value #TYPE}, for the lists of a {@code ContextServiceDefinition}; where that clears it, nobody
 * calls.
 *
 * @see <a href="https://jakarta.ee/specifications/concurrency/3.0/jakarta-concurrency-spec-3.0">Jakarta Concurrency 3.0,
 *     third-party context</a>
 */
public final class PeerContextProvider implements ThreadContextProvider {

    /** The type of this context. */
    public static final String TYPE = "dev.sallyport.PeerIdentity";

    /** Made by the {@link java.util.ServiceLoader}. */
    public PeerContextProvider() {}

    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        return bringing(current());
    }

    @Override
    public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
        return bringing(Optional.empty());
    }

    @Override
    public String getThreadContextType() {
        return TYPE;
    }

    private static Optional<PeerIdentity> current() {
        try {
            return CDI.current().select(CurrentPeer.class).get().identity();
        } catch (IllegalStateException noContainer) {
            return Optional.empty();
        }
    }

    private static ThreadContextSnapshot bringing(Optional<PeerIdentity> peer) {
        HandedPeer handed = new HandedPeer(peer);
        return () -> {
            HandedPeer before = HandedPeer.here();
            HandedPeer.put(handed);
            ThreadContextRestorer restore = () -> HandedPeer.put(before);
            return restore;
        };
    }
}
