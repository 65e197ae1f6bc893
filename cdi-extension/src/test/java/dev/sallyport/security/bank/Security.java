// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition;
import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition.Role;
import jakarta.enterprise.context.ApplicationScoped;

/** Only certificates. */
@ApplicationScoped
@ClientCertAuthenticationMechanismDefinition(
        trust = "partners",
        roles = @Role(value = "auditor", allow = "spiffe://acme.example/audit/*"))
public class Security {}
