// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition;
import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition.Role;
import dev.sallyport.security.Combination;
import jakarta.enterprise.context.ApplicationScoped;

/** A certificate first, else what the application has otherwise. */
@ApplicationScoped
@ClientCertAuthenticationMechanismDefinition(
        trust = "partners",
        roles = @Role(value = "auditor", allow = "spiffe://acme.example/audit/*"),
        combination = Combination.CERTIFICATE_FIRST)
public class CertificateBeforeLogin {}
