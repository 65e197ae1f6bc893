// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.peer.VerifiedPeer;
import dev.sallyport.token.CertificateBoundToken;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.json.JSONObject;

/**
 * A token that is bound to a certificate, and who presents it.
 *
 * @param suite the file
 * @param corpora where the certificate lies
 * @param json the case
 */
record TokenCase(String suite, Corpora corpora, JSONObject json) {

    Row row() {
        String expected = json.getString("expected");
        String id = json.getString("name");
        if (json.isNull("cert")) {
            return trust(List.of())
                    .verify(List.of(), Way.DIRECT, PeerRules.ANYBODY, Instant.EPOCH)
                    .either(
                            peer -> row(id, expected, compare(peer), ""),
                            refusal -> row(id, expected, "REJECT", refusal.code()));
        }
        List<X509Certificate> presented = presented();
        return trust(presented)
                .verify(
                        presented,
                        Way.DIRECT,
                        PeerRules.ANYBODY,
                        presented.get(0).getNotBefore().toInstant())
                .either(
                        peer -> row(id, expected, compare(peer), ""),
                        refusal -> row(id, expected, "REJECT", refusal.code()));
    }

    private Row row(String id, String expected, String got, String code) {
        return new Row(suite, id, "token", expected, got, code, "", got.equals("MATCH"));
    }

    private String compare(VerifiedPeer peer) {
        Optional<Map<String, Object>> confirmation =
                Optional.ofNullable(json.optJSONObject("cnf")).map(JSONObject::toMap);
        try {
            CertificateBoundToken.require(confirmation.orElse(null), peer);
            return "MATCH";
        } catch (RefusedException e) {
            String unbound = confirmation.isEmpty() ? "NOT_BOUND" : "NOT_X5T_BOUND";
            return e.refusal() instanceof Refusal.TokenUnbound ? unbound : "MISMATCH";
        }
    }

    private List<X509Certificate> presented() {
        try {
            String cert = json.getString("cert");
            return Pem.certificates(cert.contains("-----BEGIN") ? cert : corpora.text("tokens/" + cert));
        } catch (CertificateException e) {
            throw new IllegalStateException("the certificate of " + json.getString("name") + " cannot be parsed", e);
        }
    }

    /** A trust in exactly this certificate; where there is none, in whatever the container says. */
    private static ClientTrust trust(List<X509Certificate> certificates) {
        ClientTrust.Builder builder = ClientTrust.named("tokens");
        return certificates.isEmpty()
                ? builder.container().build()
                : builder.certificates(certificates).build();
    }
}
