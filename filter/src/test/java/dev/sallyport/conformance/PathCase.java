// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.NameSource;
import dev.sallyport.Way;
import dev.sallyport.keys.TrustSource;
import dev.sallyport.peer.AlgorithmPolicy;
import dev.sallyport.peer.AnchorLimits;
import dev.sallyport.peer.CertificatePolicies;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.Crl;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.peer.Revocation;
import dev.sallyport.peer.UsagePolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * A certification path.
 *
 * @param suite the file
 * @param json the case
 */
record PathCase(String suite, JSONObject json) {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    /** Of a CRL that stops the start, so that no caller is ever asked about. */
    private static final String NOT_SUPPORTED = "which is not supported";

    private static final String NIST_POLICY = "NIST-test-policy-";
    private static final String NIST_POLICIES = "2.16.840.1.101.3.2.1.48.";

    /** What PKITS signs with: two of its cases are about DSA, which nobody but them accepts here. */
    private static final AlgorithmPolicy OF_PKITS =
            AlgorithmPolicy.parse(AlgorithmPolicy.DEFAULT + ", insecure-dsa-1024, insecure-sha-1, insecure-rsa-1024");

    /** CRLs of these suites are valid for decades. */
    private static final Duration LONGEST = Duration.ofDays(100 * 366);

    Row row(Instant now) {
        String expected = json.getString("expected");
        String kind = json.optString("class", "");
        Answer answer = answer(at(now));
        return answer.message().endsWith(NOT_SUPPORTED)
                ? Row.notRun(suite, id(), kind, expected, "indirect and delta CRLs")
                : answer.row(suite, id(), kind, expected, "accept", "reject");
    }

    private Answer answer(Instant at) {
        List<X509Certificate> presented = new ArrayList<>();
        try {
            presented.addAll(Pem.certificates(json.getString("leaf")));
            for (String pem : texts("untrusted")) {
                presented.addAll(Pem.certificates(pem));
            }
        } catch (CertificateException | RuntimeException e) {
            return Answer.refused("(unparsable)", "no container could present it: " + e.getMessage());
        }
        try {
            return Answer.of(trust().verify(presented, Way.DIRECT, PeerRules.ANYBODY, at));
        } catch (IOException | IllegalArgumentException e) {
            return Answer.refused("(bad-trust)", String.valueOf(e.getMessage()));
        }
    }

    private ClientTrust trust() throws IOException {
        ClientTrust.Builder builder =
                ClientTrust.named(suite).anchors(anchors()).nameSource(NameSource.SHA256);
        switch (json.optString("purpose", "client")) {
            case "client" -> builder.usage(UsagePolicy.ANY_ACCEPTED);
            case "server" -> builder.usage(UsagePolicy.ANY_ACCEPTED).purpose(SERVER_AUTH);
            default -> builder.usage(UsagePolicy.INSECURE_IGNORED);
        }
        if (json.optString("class").equals("pkits")) {
            builder.algorithms(OF_PKITS);
        }
        if (json.has("anchor_constraints") && !json.getBoolean("anchor_constraints")) {
            builder.anchorLimits(AnchorLimits.INSECURE_IGNORED);
        }
        if (!json.isNull("max_depth")) {
            builder.maxDepth(json.getInt("max_depth"));
        }
        if (!json.isNull("policy")) {
            builder.policies(policies(json.getJSONObject("policy")));
        }
        if (!texts("crls").isEmpty()) {
            builder.revocation(Revocation.hardFail(crls()).maximumAge(LONGEST));
        }
        return builder.build();
    }

    private static CertificatePolicies policies(JSONObject policy) {
        JSONArray wanted = policy.optJSONArray("initial_policy_set");
        Set<String> identifiers = new HashSet<>();
        for (Object each : wanted == null ? new JSONArray() : wanted) {
            identifiers.add(String.valueOf(each).replace(NIST_POLICY, NIST_POLICIES));
        }
        return new CertificatePolicies(
                identifiers,
                policy.optBoolean("initial_explicit_policy"),
                policy.optBoolean("initial_policy_mapping_inhibit"),
                policy.optBoolean("initial_inhibit_any_policy"));
    }

    private List<Crl> crls() throws IOException {
        List<Crl> crls = new ArrayList<>();
        for (String pem : texts("crls")) {
            crls.addAll(Crl.read(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        }
        return crls;
    }

    private List<X509Certificate> anchors() throws IOException {
        String pem = String.join("\n", texts("anchors"));
        return TrustSource.read(pem.getBytes(StandardCharsets.US_ASCII), new char[0]);
    }

    private String id() {
        return json.getString("id");
    }

    /** The PEM texts of a field that is one or a list of them. */
    private List<String> texts(String field) {
        Object value = json.opt(field);
        if (value instanceof JSONArray list) {
            return StreamSupport.stream(list.spliterator(), false)
                    .map(String::valueOf)
                    .collect(Collectors.toList());
        }
        return value == null || JSONObject.NULL.equals(value) ? List.of() : List.of(String.valueOf(value));
    }

    private Instant at(Instant now) {
        return json.isNull("at")
                ? now
                : OffsetDateTime.parse(json.getString("at")).toInstant();
    }
}
