// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.PeerIdentity;
import jakarta.security.enterprise.CallerPrincipal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A caller who logged in with a client certificate; {@link #peer()} unwraps who he proved to be.
 *
 * <pre>{@code
 * securityContext.getPrincipalsByType(ClientCertCallerPrincipal.class)
 * }</pre>
 *
 * <p>Immutable. Serialised, as in a replicated session, it is a plain {@link CallerPrincipal} of the same name: what was
 * proven does not outlive the process.
 */
public final class ClientCertCallerPrincipal extends CallerPrincipal {

    private final transient PeerIdentity peer;

    ClientCertCallerPrincipal(String name, PeerIdentity peer) {
        super(name);
        this.peer = Objects.requireNonNull(peer, "peer");
    }

    /** The proven peer, as a value of its own. */
    public PeerIdentity peer() {
        return peer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientCertCallerPrincipal that
                && getName().equals(that.getName())
                && peer.equals(that.peer);
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }

    /** The name. */
    @Override
    public String toString() {
        return getName();
    }

    private Object writeReplace() {
        return new CallerPrincipal(getName());
    }
}
