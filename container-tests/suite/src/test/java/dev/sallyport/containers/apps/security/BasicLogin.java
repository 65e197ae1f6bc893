// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;

/** Names and passwords. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "bank")
public class BasicLogin {}
