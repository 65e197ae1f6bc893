// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition;
import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;

/** Everything by expressions. */
@Named("bank")
@ApplicationScoped
@ClientCertAuthenticationMechanismDefinition(
        trust = "${bank.trust}",
        allowExpression = "#{bank.rules}",
        viaExpression = "bank.via",
        callerName = "#{bank.name}",
        roles = {@Role("${bank.role}"), @Role(value = "auditor", allow = "${bank.rules[0]}")},
        combinationExpression = "${'certificate-first'}")
public class Expressive {

    /** Of the settings. */
    public String getTrust() {
        return "partners";
    }

    /** For everybody who audits. */
    public List<String> getRules() {
        return List.of("spiffe://acme.example/audit/*");
    }

    /** Not by a proxy. */
    public String getVia() {
        return "direct";
    }

    /** The common name. */
    public String getName() {
        return "cn";
    }

    /** For everybody who logs in. */
    public String getRole() {
        return "clerk";
    }
}
