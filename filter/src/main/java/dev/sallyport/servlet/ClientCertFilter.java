// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.gate.Requirement;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Lets only callers pass who proved themselves with a client certificate; its mapping is the scope.
 *
 * <p>For web.xml. Init-params: {@code trust} (default {@code default}), {@code allow} (rules, one of which must match;
 * default: everybody whom the trust proves), {@code report-only}. Map it for all five dispatcher types, for a forward
 * reaches what a request filter never sees. A caller without a certificate, or with one that is not accepted, gets 403
 * and a problem document with the code of the {@link dev.sallyport.Refusal}. Wrong settings stop the deployment.
 */
public final class ClientCertFilter extends Door {

    private List<Requirement> requirements;

    /** Made by the container; the requirement is in the init-params. */
    public ClientCertFilter() {
        this(List.of());
    }

    /** Guards what the initializer maps it to. */
    ClientCertFilter(List<Requirement> requirements) {
        this.requirements = requirements;
    }

    @Override
    Gatehouse begin(FilterConfig config, Deployment deployment) {
        if (requirements.isEmpty()) {
            requirements = List.of(deployment.requirement(config));
        }
        return deployment.house();
    }

    @Override
    Decision.Proceed ask(HttpServletRequest request, Exchange exchange, Gatehouse house) {
        return house.require(exchange, requirements);
    }
}
