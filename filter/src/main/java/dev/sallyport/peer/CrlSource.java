// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** Says what CRLs say that an operator supplied. */
final class CrlSource implements RevocationSource {

    private final CrlRules rules;
    private final Map<X500Principal, List<Crl>> crls = new HashMap<>();

    CrlSource(CrlRules rules, List<Crl> supplied) {
        this.rules = rules;
        for (Crl crl : supplied) {
            crls.computeIfAbsent(crl.issuer(), issuer -> new ArrayList<>()).add(crl);
        }
    }

    @Override
    public RevocationStatus status(RevocationQuestion question) {
        return rules.status(question, crls.getOrDefault(question.certificate().issuer(), List.of()));
    }
}
