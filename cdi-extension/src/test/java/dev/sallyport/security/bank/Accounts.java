// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import dev.sallyport.security.ClientCertCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Knows some peers by other names, and some that must not come in. */
@ApplicationScoped
public class Accounts implements IdentityStore {

    /** As the interface asks for it. */
    public CredentialValidationResult validate(ClientCertCredential credential) {
        return switch (credential.peer().getName()) {
            case "spiffe://acme.example/audit/kim" ->
                new CredentialValidationResult(credential.caller("kim"), Set.of("clerk"));
            case "spiffe://acme.example/audit/blocked" -> CredentialValidationResult.INVALID_RESULT;
            default -> CredentialValidationResult.NOT_VALIDATED_RESULT;
        };
    }
}
