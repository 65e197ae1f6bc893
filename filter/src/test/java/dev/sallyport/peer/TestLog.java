// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/** A log of Certificate Transparency, with its key. */
final class TestLog {

    private static final int SHA_256_ECDSA = 0x0403;

    final String operator;
    final KeyPair keys;
    final JSONObject json;

    private TestLog(String operator, KeyPair keys) {
        this.operator = operator;
        this.keys = keys;
        byte[] key = keys.getPublic().getEncoded();
        this.json = new JSONObject()
                .put("description", operator + "'s log")
                .put("log_id", base64(Sha256.of(key)))
                .put("key", base64(key));
    }

    static TestLog of(String operator) {
        return new TestLog(operator, keys("EC", 256)).in("usable", Instant.EPOCH);
    }

    static KeyPair keys(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows " + algorithm, e);
        }
    }

    TestLog withKeys(KeyPair others) {
        return new TestLog(operator, others).in("usable", Instant.EPOCH);
    }

    TestLog in(String state, Instant since) {
        json.put("state", new JSONObject().put(state, new JSONObject().put("timestamp", since.toString())));
        return this;
    }

    TestLog taking(Instant first, Instant end) {
        json.put(
                "temporal_interval",
                new JSONObject().put("start_inclusive", first.toString()).put("end_exclusive", end.toString()));
        return this;
    }

    /** A list of these logs, as a browser would publish it. */
    static byte[] list(Instant timestamp, TestLog... logs) {
        Map<String, JSONArray> byOperator = new HashMap<>();
        for (TestLog log : logs) {
            byOperator.computeIfAbsent(log.operator, any -> new JSONArray()).put(log.json);
        }
        JSONArray operators = new JSONArray();
        byOperator.forEach(
                (name, all) -> operators.put(new JSONObject().put("name", name).put("logs", all)));
        return new JSONObject()
                .put("version", "1.0")
                .put("log_list_timestamp", timestamp.toString())
                .put("operators", operators)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Its SCT for an entry. */
    byte[] sct(byte[] entry, Instant time) {
        boolean curve = keys.getPublic().getAlgorithm().equals("EC");
        Sct unsigned = new Sct(
                json.getString("log_id"),
                time.toEpochMilli(),
                new byte[0],
                curve ? SHA_256_ECDSA : 0x0401,
                new byte[0]);
        return written(new Sct(
                unsigned.log(),
                unsigned.milliseconds(),
                unsigned.extensions(),
                unsigned.algorithm(),
                signature(unsigned.signed(entry), curve)));
    }

    private byte[] signature(byte[] signed, boolean curve) {
        try {
            Signature signature = Signature.getInstance(curve ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a log can sign", e);
        }
    }

    /** An SCT as TLS writes it. */
    static byte[] written(Sct sct) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(Base64.getDecoder().decode(sct.log()));
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (sct.milliseconds() >> shift));
        }
        out.writeBytes(vector(sct.extensions()));
        out.write(sct.algorithm() >> 8);
        out.write(sct.algorithm());
        out.writeBytes(vector(sct.signature()));
        return out.toByteArray();
    }

    /** A list of SCTs as TLS writes it. */
    static byte[] written(byte[]... scts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] sct : scts) {
            out.writeBytes(vector(sct));
        }
        return vector(out.toByteArray());
    }

    private static byte[] vector(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
