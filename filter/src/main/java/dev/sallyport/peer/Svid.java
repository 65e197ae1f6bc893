// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.AlternativeName;
import dev.sallyport.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Whether a caller's certificate is an X.509-SVID: exactly one URI, which is a SPIFFE ID with a path; a key usage that
 * signs, but neither certificates nor CRLs; no CA.
 *
 * @see <a href="https://github.com/spiffe/spiffe/blob/main/standards/X509-SVID.md">The X.509-SVID standard</a>
 */
final class Svid {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    private Svid() {}

    /** The SPIFFE ID, if there is exactly one URI and it is one. */
    static Optional<SpiffeId> id(Presented leaf) {
        List<String> uris = leaf.alternativeNames().stream()
                .filter(name -> name.type() == AlternativeName.Type.URI)
                .map(AlternativeName::value)
                .toList();
        return uris.size() == 1 ? SpiffeId.parse(uris.get(0)) : Optional.empty();
    }

    /** Why the certificate is no SVID of a workload. */
    static Optional<Refusal> refuse(Presented leaf) {
        Optional<SpiffeId> id = id(leaf);
        if (id.isEmpty()) {
            return bad(leaf, "it is no X.509-SVID: it has not exactly one URI, which is a SPIFFE ID");
        }
        if (id.get().segments().isEmpty()) {
            return bad(leaf, "it is no X.509-SVID of a workload: its SPIFFE ID has no path");
        }
        boolean[] usage = leaf.certificate().getKeyUsage();
        boolean signs = usage != null && usage[DIGITAL_SIGNATURE] && !usage[KEY_CERT_SIGN] && !usage[CRL_SIGN];
        return signs && leaf.certificate().getBasicConstraints() < 0
                ? Optional.empty()
                : Optional.of(new Refusal.WrongUsage(
                        leaf.label(), "the key usage of an X.509-SVID is to sign, but neither certificates nor CRLs"));
    }

    private static Optional<Refusal> bad(Presented leaf, String reason) {
        return Optional.of(new Refusal.BadCertificate(leaf.label(), reason));
    }
}
