// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.PeerIdentity;
import jakarta.security.enterprise.credential.Credential;
import java.util.Set;

/**
 * A peer whom no store of the application knows, for our own store: he has the roles that rules give.
 *
 * @param caller the peer and his name
 * @param groups the roles
 */
record RuledCredential(ClientCertCallerPrincipal caller, Set<String> groups) implements Credential {

    RuledCredential(PeerIdentity peer, String name, Set<String> groups) {
        this(new ClientCertCallerPrincipal(name, peer), Set.copyOf(groups));
    }
}
