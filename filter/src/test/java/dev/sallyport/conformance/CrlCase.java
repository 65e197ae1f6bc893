// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.NameSource;
import dev.sallyport.Way;
import dev.sallyport.peer.AlgorithmPolicy;
import dev.sallyport.peer.AnchorLimits;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.Crl;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.peer.Revocation;
import dev.sallyport.peer.UsagePolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.json.JSONObject;

/**
 * A certificate, its issuer, which is believed here, and a CRL. Where the issuer has another certificate, that is believed
 * too.
 *
 * @param suite the file
 * @param json the case
 */
record CrlCase(String suite, JSONObject json) {

    static final AlgorithmPolicy ALGORITHMS =
            AlgorithmPolicy.parse(AlgorithmPolicy.DEFAULT + ", insecure-rsa-1024, insecure-sha-1");

    Row row() {
        Answer answer = answer();
        String got = answer.accepted() ? "GOOD" : answer.code().equals("revoked") ? "REVOKED" : "UNKNOWN";
        return new Row(
                suite,
                json.getString("id"),
                "crl",
                json.getString("expected"),
                got,
                answer.code(),
                answer.message(),
                answer.accepted());
    }

    private Answer answer() {
        try {
            List<Crl> crls =
                    Crl.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(json.getString("crl"))));
            return Answer.of(trust(crls)
                    .verify(
                            Pem.certificates(json.getString("leaf")),
                            Way.DIRECT,
                            PeerRules.ANYBODY,
                            OffsetDateTime.parse(json.getString("at")).toInstant()));
        } catch (IOException e) {
            return Answer.refused("(bad-crl)", String.valueOf(e.getMessage()));
        } catch (CertificateException e) {
            return Answer.refused("(unparsable)", "no container could present it: " + e.getMessage());
        }
    }

    private ClientTrust trust(List<Crl> crls) throws CertificateException {
        List<X509Certificate> issuers = new ArrayList<>(Pem.certificates(json.getString("issuer")));
        issuers.addAll(Pem.certificates(json.optString("issuer_of_issuer")));
        Revocation revocation = Revocation.hardFail(crls);
        return ClientTrust.named(suite)
                .anchors(issuers)
                .nameSource(NameSource.SHA256)
                .usage(UsagePolicy.INSECURE_IGNORED)
                .anchorLimits(AnchorLimits.INSECURE_IGNORED)
                .algorithms(ALGORITHMS)
                .revocation(
                        json.isNull("max_age_s")
                                ? revocation
                                : revocation.maximumAge(Duration.ofSeconds(json.getLong("max_age_s"))))
                .build();
    }
}
