// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition;
import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition.Role;
import jakarta.enterprise.context.ApplicationScoped;

/** By which callers log in for the container. */
@ApplicationScoped
@ClientCertAuthenticationMechanismDefinition(
        roles = @Role(value = "cashier", allow = "spiffe://prod.example/ns/billing/*"))
public class Entrance {}
