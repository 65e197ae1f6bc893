// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.proxy.ForwardedKitTest.Answer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * A case of the kit.
 *
 * @param dialect the file's
 * @param json the case
 */
record KitCase(String dialect, JSONObject json) {

    /** What we say, in the kit's words. */
    Answer answer() {
        try {
            JSONObject said = switch (dialect) {
                case "forwarded" -> connection(Forwarding.FORWARDED);
                case "x-forwarded" -> connection(Forwarding.X_FORWARDED);
                default -> certificates(built().read(lines()));
            };
            return new Answer(said, "");
        } catch (ForwardedException e) {
            String outcome = e.isConflict() ? "conflict" : "malformed";
            return new Answer(new JSONObject().put("outcome", outcome), e.header() + ": " + e.getMessage());
        }
    }

    private Lines lines() {
        Lines lines = Lines.NONE;
        for (Object each : json.getJSONArray("headers")) {
            JSONArray line = (JSONArray) each;
            lines = lines.and(line.getString(0), line.getString(1));
        }
        return lines;
    }

    private Dialect built() {
        DialectBuilder builder = DialectBuilder.named(dialect);
        JSONObject settings = json.optJSONObject("settings", new JSONObject());
        for (String setting : settings.keySet()) {
            String value = settings.getString(setting);
            switch (setting) {
                case "certificate-header" -> builder.certificateHeader(value);
                case "chain-header" -> builder.chainHeader(value);
                case "verdict-header" -> builder.verdictHeader(value);
                case "encoding" -> builder.encoding(value);
                default -> throw new IllegalStateException("the kit knows no setting " + setting);
            }
        }
        return builder.build();
    }

    private JSONObject connection(Forwarding forwarding) throws ForwardedException {
        Set<String> trusted = new HashSet<>();
        json.getJSONArray("trusted").forEach(each -> trusted.add((String) each));
        FirstConnection read = forwarding.read(lines(), trusted::contains);
        JSONObject said = new JSONObject().put("outcome", "connection");
        read.secure().ifPresent(secure -> said.put("scheme", secure ? "https" : "http"));
        read.host().ifPresent(host -> said.put("host", host));
        read.port().ifPresent(port -> said.put("port", port));
        read.address().ifPresent(address -> said.put("address", address));
        return said;
    }

    private JSONObject certificates(CallerCertificates read) {
        if (read.certificates().isEmpty() && read.earlier().isEmpty()) {
            return new JSONObject().put("outcome", "none");
        }
        JSONObject said = new JSONObject()
                .put("outcome", "certificates")
                .put("sha256", sha256(read.certificates()))
                .put("verdict", read.verdict().name().toLowerCase(Locale.ROOT));
        if (dialect.equals("envoy")) {
            JSONArray earlier = new JSONArray();
            Optional<CallerCertificates> before = read.earlier();
            while (before.isPresent()) {
                earlier.put(sha256(before.get().certificates()));
                before = before.get().earlier();
            }
            said.put("earlier", earlier);
        }
        return said;
    }

    private static JSONArray sha256(List<X509Certificate> certificates) {
        JSONArray digests = new JSONArray();
        certificates.forEach(each -> digests.put(sha256(each)));
        return digests;
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Writing.der(certificate)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
