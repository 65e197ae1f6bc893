// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.EnumSet;
import java.util.Set;

/** Validates nobody; gives a group to those whose name says so. */
@ApplicationScoped
public class Clerks implements IdentityStore {

    @Override
    public Set<String> getCallerGroups(CredentialValidationResult result) {
        return result.getCallerPrincipal().getName().endsWith("/clerk") ? Set.of("clerk") : Set.of();
    }

    @Override
    public Set<ValidationType> validationTypes() {
        return EnumSet.of(ValidationType.PROVIDE_GROUPS);
    }
}
