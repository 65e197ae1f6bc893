// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.Refusal;
import dev.sallyport.peer.OcspVectors;
import dev.sallyport.peer.Revocation;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import org.json.JSONObject;

/**
 * A certificate, its issuer and an OCSP response.
 *
 * @param suite the file
 * @param json the case
 */
record OcspCase(String suite, JSONObject json) {

    Row row() {
        Answer answer = answer();
        String got = answer.accepted() ? "GOOD" : answer.code().equals("revoked") ? "REVOKED" : "UNKNOWN";
        return new Row(
                suite,
                json.getString("id"),
                "ocsp",
                json.getString("expected"),
                got,
                answer.code(),
                answer.message(),
                answer.accepted());
    }

    private Answer answer() {
        Duration maximumAge = json.isNull("max_age_s")
                ? Revocation.DEFAULT_MAXIMUM_AGE
                : Duration.ofSeconds(json.getLong("max_age_s"));
        Instant at = OffsetDateTime.parse(json.getString("at")).toInstant();
        try {
            Optional<Refusal> refusal = new OcspVectors(
                            CrlCase.ALGORITHMS,
                            Pem.certificates(json.getString("leaf")).get(0),
                            Pem.certificates(json.getString("issuer")).get(0))
                    .refuse(Base64.getMimeDecoder().decode(json.getString("ocsp")), maximumAge, at);
            return refusal.map(Answer::refused).orElseGet(() -> new Answer(true, "", ""));
        } catch (CertificateException e) {
            return Answer.refused("(unparsable)", "no container could present it: " + e.getMessage());
        }
    }
}
