// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.PeerIdentity;
import jakarta.security.enterprise.credential.Credential;

/**
 * What a proven client certificate is to an {@code IdentityStore}. Only the mechanism makes one: the peer in it is proven.
 *
 * <p>A store that knows the peer by another name answers {@code new CredentialValidationResult(credential.caller("kim"),
 * groups)}; one that does not accept him answers {@code INVALID_RESULT}, and he is not logged in.
 */
public class ClientCertCredential implements Credential {

    private final PeerIdentity peer;
    private final String name;

    ClientCertCredential(PeerIdentity peer, String name) {
        this.peer = peer;
        this.name = name;
    }

    /** The proven peer, as a value of its own. */
    public final PeerIdentity peer() {
        return peer;
    }

    /** What the caller is called unless a store says otherwise. */
    public final String name() {
        return name;
    }

    /** The peer as the caller of this name. */
    public final ClientCertCallerPrincipal caller(String callerName) {
        return new ClientCertCallerPrincipal(callerName, peer);
    }
}
