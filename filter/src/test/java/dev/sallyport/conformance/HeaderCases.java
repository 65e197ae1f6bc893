// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.proxy.HeaderVectors;
import dev.sallyport.proxy.HeaderVectors.Refused;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.StreamSupport;
import org.json.JSONArray;
import org.json.JSONObject;

/** Headers that proxies write, and what is in them. */
final class HeaderCases {

    private static final String KIND = "header";
    private static final String ACCEPT = "ACCEPT";
    private static final String REJECT = "REJECT";
    private static final String NONE = "NONE";
    private static final int ANY_LENGTH = 16;

    private HeaderCases() {}

    /** {@code Forwarded}. */
    static Row forwarded(String suite, JSONObject json) {
        String header = json.getString("header");
        String expected = json.getBoolean("valid") ? ACCEPT : REJECT;
        try {
            List<Map<String, String>> elements = HeaderVectors.forwarded(header);
            JSONArray read = new JSONArray(elements);
            boolean right = json.isNull("elements") || read.similar(json.getJSONArray("elements"));
            return row(suite, header, expected, right ? ACCEPT : read.toString());
        } catch (Refused e) {
            return refused(suite, header, expected, e);
        }
    }

    /** {@code X-Forwarded-Client-Cert}: its elements, and its certificates where there are some. */
    static Row xfcc(String suite, JSONObject json) {
        String id = json.getString("name");
        String expected = json.getString("expected");
        try {
            List<List<Entry<String, String>>> elements = HeaderVectors.elements(json.getString("header"));
            boolean asked = expected.startsWith(NONE) || elements.stream().anyMatch(HeaderCases::hasCertificate);
            List<X509Certificate> certificates =
                    asked ? HeaderVectors.envoy(json.getString("header")) : List.<X509Certificate>of();
            if (elements.isEmpty() || (asked && certificates.isEmpty())) {
                return row(suite, id, expected.startsWith(NONE) ? NONE : expected, NONE);
            }
            return row(
                    suite,
                    id,
                    expected,
                    new XfccExpectation(json).difference(elements, certificates).orElse(ACCEPT));
        } catch (Refused e) {
            return refused(suite, id, expected.endsWith(REJECT) ? REJECT : expected, e);
        }
    }

    /** {@code Client-Cert} and {@code Client-Cert-Chain}. */
    static Row rfc9440(String suite, JSONObject json) {
        String id = json.getString("name");
        String expected = json.getString("expected");
        if (!json.optBoolean("from_trusted_proxy", true)) {
            return Row.notRun(suite, id, KIND, expected, "whom to believe is not asked of a header");
        }
        try {
            List<X509Certificate> certificates = HeaderVectors.rfc9440(
                    strings(json.getJSONArray("client_cert")),
                    strings(json.getJSONArray("client_cert_chain")),
                    json.optInt("max_chain_length", ANY_LENGTH));
            List<String> read = certificates.stream().map(HeaderCases::sha256).toList();
            boolean right = json.isNull("sha256") || read.equals(strings(json.getJSONArray("sha256")));
            return row(suite, id, expected, read.isEmpty() ? NONE : right ? ACCEPT : read.toString());
        } catch (Refused e) {
            return refused(suite, id, expected, e);
        }
    }

    private static boolean hasCertificate(List<Entry<String, String>> element) {
        return element.stream()
                .map(Entry::getKey)
                .anyMatch(key -> key.equalsIgnoreCase("Cert") || key.equalsIgnoreCase("Chain"));
    }

    static List<String> strings(JSONArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(String::valueOf)
                .toList();
    }

    private static String sha256(X509Certificate certificate) {
        return HexFormat.of().formatHex(Pem.sha256(certificate));
    }

    private static Row row(String suite, String id, String expected, String got) {
        return new Row(suite, id, KIND, expected, got, "", "", true);
    }

    private static Row refused(String suite, String id, String expected, Refused refused) {
        return new Row(suite, id, KIND, expected, REJECT, refused.code(), refused.getMessage(), false);
    }
}
