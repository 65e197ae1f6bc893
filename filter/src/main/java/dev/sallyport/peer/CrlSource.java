// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Says what CRLs say that an operator supplied. */
final class CrlSource implements RevocationSource {

    private final CrlRules rules;
    private final Map<X500Principal, List<Crl>> crls;
    private final List<CrlFolder> folders;

    CrlSource(CrlRules rules, List<Crl> crls, List<CrlFolder> folders) {
        this.rules = rules;
        this.crls = crls.stream().collect(Collectors.groupingBy(Crl::issuer));
        this.folders = List.copyOf(folders);
    }

    @Override
    public List<Crl> crls() {
        return Stream.concat(
                        crls.values().stream().flatMap(List::stream),
                        folders.stream().flatMap(folder -> folder.crls().stream()))
                .toList();
    }

    @Override
    public RevocationStatus status(RevocationQuestion question) {
        X500Principal issuer = question.certificate().issuer();
        Stream<Crl> watched = folders.stream().flatMap(folder -> folder.of(issuer).stream());
        return rules.status(
                question,
                Stream.concat(crls.getOrDefault(issuer, List.of()).stream(), watched)
                        .toList());
    }
}
