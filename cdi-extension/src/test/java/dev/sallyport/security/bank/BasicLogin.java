// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;

/** Names and passwords. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "bank")
public class BasicLogin {}
