// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition;
import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Nothing in it is right. */
@Named("bank")
@ApplicationScoped
@ClientCertAuthenticationMechanismDefinition(
        trust = "${bank.nothing}",
        allowExpression = "nobody.rules",
        viaExpression = "3 + 4",
        callerName = "nickname",
        roles = @Role("**"))
public class Mistaken {}
