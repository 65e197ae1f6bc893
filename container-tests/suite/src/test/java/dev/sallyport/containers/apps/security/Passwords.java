// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Knows one person. */
@ApplicationScoped
public class Passwords implements IdentityStore {

    /** As the interface asks for it. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return credential.compareTo("kim", "secret")
                ? new CredentialValidationResult("kim", Set.of("auditor"))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
