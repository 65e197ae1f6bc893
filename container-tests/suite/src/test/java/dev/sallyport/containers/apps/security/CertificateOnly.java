// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.security;

import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition;
import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition.Role;
import dev.sallyport.security.Combination;
import jakarta.enterprise.context.ApplicationScoped;

/** Only certificates. */
@ApplicationScoped
@ClientCertAuthenticationMechanismDefinition(
        trust = "partners",
        roles = @Role(value = "auditor", allow = "spiffe://prod.example/ns/billing/*"),
        combination = Combination.CERTIFICATE_ONLY)
public class CertificateOnly {}
