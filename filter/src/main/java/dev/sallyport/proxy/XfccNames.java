// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * Whether the names beside a certificate are its own. Envoy writes URI and DNS names as they are, so a name with a comma in
 * it would begin an element of its holder's choice; but then it is cut, and is the certificate's own no more.
 */
final class XfccNames {

    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final int DNS = 2;
    private static final int URI = 6;

    private XfccNames() {}

    /** Demands that the URIs and DNS names are the first that the certificate has; older Envoys say the first one only. */
    static void requireOwn(String header, XfccElement element, X509Certificate certificate) throws ForwardedException {
        boolean own = isBeginning(element.values("URI"), names(certificate, URI))
                && isBeginning(element.values("DNS"), names(certificate, DNS));
        boolean unreadable = certificate.getExtensionValue(ALTERNATIVE_NAMES) != null
                && names(certificate).isEmpty();
        boolean said =
                !element.values("URI").isEmpty() || !element.values("DNS").isEmpty();
        if (said && (unreadable || !own)) {
            throw ForwardedException.conflict(
                    header, "it has names beside a certificate that are not the certificate's");
        }
    }

    private static boolean isBeginning(List<String> said, List<String> names) {
        return said.equals(List.of(""))
                ? names.isEmpty()
                : said.size() <= names.size() && names.subList(0, said.size()).equals(said);
    }

    private static List<String> names(X509Certificate certificate, int kind) {
        return names(certificate).stream()
                .filter(name -> name.get(0).equals(kind))
                .map(name -> (String) name.get(1))
                .toList();
    }

    private static Collection<List<?>> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
