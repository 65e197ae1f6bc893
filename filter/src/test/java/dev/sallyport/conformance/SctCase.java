// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.peer.LogList;
import dev.sallyport.peer.SctVectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * SCTs and what they shall be worth.
 *
 * @param suite the file
 * @param folder the folder that names in the case are seen from, within the corpora
 * @param corpora where that lies
 * @param json the case
 */
record SctCase(String suite, String folder, Corpora corpora, JSONObject json) {

    private static final String VALID = "VALID";

    Row row() {
        String got = answer();
        return new Row(suite, json.getString("id"), "sct", json.getString("expected"), got, "", "", got.equals(VALID));
    }

    private String answer() {
        JSONObject sct = json.getJSONObject("sct");
        String form = sct.getString("form");
        try {
            SctVectors vectors = new SctVectors(certificate(json.getString("leaf")), chain(), logs());
            return form.equals("embedded")
                    ? vectors.embedded()
                    : vectors.beside(
                            corpora.bytes(folder + sct.getString("file")),
                            form.equals("list"),
                            json.getString("entry_type").equals("precert_entry"));
        } catch (CertificateException e) {
            return "INVALID";
        }
    }

    private List<X509Certificate> chain() throws CertificateException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Object each : json.getJSONArray("chain")) {
            chain.add(certificate((String) each));
        }
        return chain;
    }

    /** One of a file, by its place in it. */
    private X509Certificate certificate(String reference) throws CertificateException {
        String[] parts = reference.split("#", -1);
        int place = parts.length == 1 ? 0 : Integer.parseInt(parts[1]);
        return Pem.certificates(corpora.text(folder + parts[0])).get(place);
    }

    /** Each key is that of a usable log of an operator of its own. */
    private LogList logs() {
        JSONArray operators = new JSONArray();
        for (Object each : json.getJSONArray("log_keys")) {
            byte[] key = Pem.blocks(corpora.text(folder + each)).get(0);
            JSONObject state =
                    new JSONObject().put("usable", new JSONObject().put("timestamp", "1970-01-01T00:00:00Z"));
            JSONObject log = new JSONObject()
                    .put("log_id", Base64.getEncoder().encodeToString(sha256(key)))
                    .put("key", Base64.getEncoder().encodeToString(key))
                    .put("state", state);
            operators.put(new JSONObject()
                    .put("name", Path.of((String) each).getFileName())
                    .put("logs", new JSONArray().put(log)));
        }
        JSONObject list = new JSONObject()
                .put("log_list_timestamp", "1970-01-01T00:00:00Z")
                .put("operators", operators);
        try {
            return LogList.read(list.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the log keys of " + json.getString("id") + " make no list", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
