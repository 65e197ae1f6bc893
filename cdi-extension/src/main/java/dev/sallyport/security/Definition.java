// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.NameSource;
import dev.sallyport.RequireClientCert;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link ClientCertAuthenticationMechanismDefinition} means, once its expressions are evaluated.
 *
 * @param requirement what callers must meet
 * @param callerName where their name stands, if not where the trust finds it
 * @param roles the roles beside those of the settings
 * @param combination what becomes of callers without a certificate
 * @param where the class that it stands on
 */
record Definition(
        RequireClientCert requirement,
        Optional<NameSource> callerName,
        List<Role> roles,
        Combination combination,
        String where) {

    /** A role, and what a caller must meet to have it. */
    record Role(String name, RequireClientCert requirement) {}
}
