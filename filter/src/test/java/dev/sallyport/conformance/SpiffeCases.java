// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.peer.SpiffeId;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.json.JSONObject;

/** SPIFFE IDs, and certificates that bear one. */
final class SpiffeCases {

    private static final Pattern TRUST_DOMAIN = Pattern.compile("spiffe://([a-z0-9._-]+)/");

    private SpiffeCases() {}

    static Row id(String suite, JSONObject each) {
        String input = each.getString("input");
        Optional<SpiffeId> id = SpiffeId.parse(input);
        String expected = each.getString("expected");
        boolean asExpected = id.isEmpty()
                || !expected.equals("ACCEPT")
                || (id.get().trustDomain().equals(each.optString("trust_domain"))
                        && id.get().path().equals(each.optString("path")));
        String got = id.isEmpty() ? "REJECT" : asExpected ? "ACCEPT" : "ACCEPT as " + id.get();
        String kind = each.optBoolean("contested") ? "contested" : "spiffe";
        return new Row(suite, input, kind, expected, got, id.isEmpty() ? "(no-spiffe-id)" : "", "", id.isPresent());
    }

    /** The last certificate is believed: the CA that is shown, or else the leaf itself. */
    static Row svid(String suite, JSONObject each) {
        return svid(each.getString("pem"))
                .row(suite, each.getString("id"), "spiffe", each.getString("expected"), "accept", "reject");
    }

    private static Answer svid(String pem) {
        List<X509Certificate> chain;
        try {
            chain = Pem.certificates(pem);
        } catch (CertificateException e) {
            return Answer.refused("(unparsable)", "no container could present it: " + e.getMessage());
        }
        String domain = trustDomain(chain.get(0));
        ClientTrust trust = ClientTrust.named("svids")
                .spiffe(Map.of(domain, List.of(chain.get(chain.size() - 1))))
                .build();
        Instant from = chain.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Answer.of(trust.verify(chain, Way.DIRECT, PeerRules.parse("spiffe://" + domain + "/**"), from));
    }

    private static String trustDomain(X509Certificate leaf) {
        Matcher matcher = TRUST_DOMAIN.matcher(new String(encoded(leaf), java.nio.charset.StandardCharsets.US_ASCII));
        return matcher.find() ? matcher.group(1) : "example.org";
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("what was parsed has bytes", e);
        }
    }
}
