// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition;
import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition.Role;
import dev.sallyport.security.Combination;
import jakarta.enterprise.context.ApplicationScoped;

/** As if a certificate that is not accepted were none. */
@ApplicationScoped
@ClientCertAuthenticationMechanismDefinition(
        trust = "partners",
        roles = @Role(value = "auditor", allow = "spiffe://acme.example/audit/*"),
        combination = Combination.ACCEPTED_CERTIFICATE_FIRST)
public class AcceptedBeforeLogin {}
