// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client says that only a proxy may say: it is a partner, it came over HTTPS, it is at a trusted address. */
final class Forgeries {

    /** What every proxy has to delete, whatever it is that the application reads. */
    static final List<String> NAMES = List.of(
            "Client-Cert",
            "client_cert",
            "Client-Cert-Chain",
            "X-Forwarded-Client-Cert",
            "X_Forwarded_Client_Cert",
            "X-SSL-Client-Cert",
            "X_SSL_Client_Cert",
            "SSL_CLIENT_CERT",
            "X-SSL-Cipher",
            "X-Sallyport-Proxy",
            "X-Forwarded-Proto",
            "X_Forwarded_Proto",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Real-IP",
            "Forwarded");

    private Forgeries() {}

    /** By what they pretend; each is one or more header lines. */
    static Map<String, List<String>> all() {
        String pem = Caller.BILLING.issued().pem().strip();
        String spaced = pem.replace('\n', ' ');
        String escaped = URLEncoder.encode(pem + "\n", StandardCharsets.UTF_8).replace("+", "%20");
        String bytes = ":" + base64() + ":";
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("`Client-Cert`", List.of("Client-Cert: " + bytes));
        all.put("`client_cert`", List.of("client_cert: " + bytes));
        all.put("`client.cert`", List.of("client.cert: " + bytes));
        all.put("`X-Forwarded-Client-Cert`", List.of("X-Forwarded-Client-Cert: Cert=\"" + escaped + '"'));
        all.put("`X-SSL-Client-Cert`, escaped", List.of("X-SSL-Client-Cert: " + escaped));
        all.put("`X-SSL-Client-Cert`, spaced", List.of("X-SSL-Client-Cert: " + spaced));
        all.put("`ssl_client_cert`", List.of("ssl_client_cert: " + spaced));
        all.put("`ssl_client_escaped_cert`", List.of("ssl_client_escaped_cert: " + escaped));
        all.put("`X-Forwarded-Proto`", List.of("X-Forwarded-Proto: https", "X-Forwarded-Port: 443"));
        all.put("`Forwarded`", List.of("Forwarded: for=127.0.0.9;proto=https"));
        all.put("`X-Forwarded-For`", List.of("X-Forwarded-For: 127.0.0.9"));
        all.put("`Proxy-Ssl-Id`, `Proxy-auth-cert`", List.of("Proxy-Ssl-Id: 1", "Proxy-auth-cert: " + SUITE));
        all.put("`ssl_cipher`", List.of("ssl_cipher: " + SUITE, "ssl_session_id: 01"));
        all.put("`X-Sallyport-Proxy`", List.of("X-Sallyport-Proxy: guessed-by-a-client", "Client-Cert: " + bytes));
        all.put("`Connection: Client-Cert`", List.of("Connection: Client-Cert, X-SSL-Client-Cert, Forwarded"));
        all.put("`Connection: X-Sallyport-Proxy`", List.of("Connection: X-Sallyport-Proxy, X-Forwarded-Proto"));
        all.put(
                "all of it",
                List.of(
                        "Client-Cert: " + bytes,
                        "X-SSL-Client-Cert: " + escaped,
                        "ssl_client_cert: " + spaced,
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-For: 127.0.0.9",
                        "Forwarded: for=127.0.0.9;proto=https",
                        "Connection: Client-Cert"));
        return all;
    }

    private static final String SUITE = "TLS_AES_256_GCM_SHA384";

    private static String base64() {
        try {
            return Base64.getEncoder()
                    .encodeToString(Caller.BILLING.issued().certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate without bytes", e);
        }
    }
}
