// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.PeerIdentity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls on this thread, where a managed executor has brought him along. Such a context belongs to a thread by its very
 * definition, and the executor takes it away again.
 *
 * @param peer empty where the executor was told to bring nobody
 */
record HandedPeer(Optional<PeerIdentity> peer) {

    private static final ThreadLocal<@Nullable HandedPeer> HERE = new ThreadLocal<>();

    /** What was brought to this thread; null if nothing was, so that its request says who calls. */
    static @Nullable HandedPeer here() {
        return HERE.get();
    }

    /** Takes the place of what was here. */
    static void put(@Nullable HandedPeer handed) {
        if (handed == null) {
            HERE.remove();
        } else {
            HERE.set(handed);
        }
    }
}
