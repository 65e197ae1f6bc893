// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** Our own store: it accepts the peers whom no store of the application knows. Stores that only give groups are asked too. */
@ApplicationScoped
class ProvenIdentityStore implements IdentityStore {

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof RuledCredential ruled
                ? new CredentialValidationResult(ruled.caller(), ruled.groups())
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
}
