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

    /** Where a proxy is, as the settings say. */
    static final String TRUSTED = "127.0.0.9";

    /** The name of {@link #everything()}. */
    static final String EVERYTHING = "all of it";

    private static final String SUITE = "TLS_AES_256_GCM_SHA384";

    private Forgeries() {}

    /** By what they pretend; each is one or more header lines. */
    static Map<String, List<String>> all() {
        String xfcc = "Cert=\"" + escaped() + '"';
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("`Client-Cert`", List.of("Client-Cert: " + byteSequence()));
        all.put("`client_cert`", List.of("client_cert: " + byteSequence()));
        all.put("`client.cert`", List.of("client.cert: " + byteSequence()));
        all.put("`X-Forwarded-Client-Cert`", List.of("X-Forwarded-Client-Cert: " + xfcc));
        all.put("`X-SSL-Client-Cert`, escaped", List.of("X-SSL-Client-Cert: " + escaped()));
        all.put("`X-SSL-Client-Cert`, spaced", List.of("X-SSL-Client-Cert: " + spaced()));
        all.put("`ssl_client_cert`", List.of("ssl_client_cert: " + spaced()));
        all.put("`ssl_client_escaped_cert`", List.of("ssl_client_escaped_cert: " + escaped()));
        all.put("`ssl_cipher`", List.of("ssl_cipher: " + SUITE, "ssl_session_id: 01"));
        all.put("`Proxy-auth-cert`", List.of("Proxy-auth-cert: " + SUITE));
        all.put("`Proxy-Ssl-Id`", List.of("Proxy-Ssl-Id: 1"));
        all.put("`X-Forwarded-Proto`", List.of("X-Forwarded-Proto: https", "X-Forwarded-Port: 443"));
        all.put("`X-Forwarded-For`", List.of("X-Forwarded-For: " + TRUSTED));
        all.put("`Forwarded`", List.of("Forwarded: for=" + TRUSTED + ";proto=https"));
        all.put(
                "`X-Sallyport-Proxy`",
                List.of("X-Sallyport-Proxy: a-guessed-secret", "Client-Cert: " + byteSequence()));
        all.put("`Connection: Client-Cert`", List.of("Connection: Client-Cert, X-SSL-Client-Cert, Forwarded"));
        all.put("`Connection: X-Sallyport-Proxy`", List.of("Connection: X-Sallyport-Proxy, X-Forwarded-Proto"));
        all.put(EVERYTHING, everything());
        return all;
    }

    static List<String> everything() {
        return List.of(
                "Client-Cert: " + byteSequence(),
                "X-SSL-Client-Cert: " + escaped(),
                "ssl_client_cert: " + spaced(),
                "X-Forwarded-Proto: https",
                "X-Forwarded-For: " + TRUSTED,
                "Forwarded: for=" + TRUSTED + ";proto=https",
                "Connection: Client-Cert");
    }

    /** A partner's certificate as nginx writes it. */
    static String escaped() {
        return URLEncoder.encode(pem(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As Apache writes it. */
    static String spaced() {
        return pem().strip().replace('\n', ' ');
    }

    /** As RFC 9440 has it. */
    static String byteSequence() {
        try {
            byte[] der = Caller.BILLING.issued().certificate().getEncoded();
            return ':' + Base64.getEncoder().encodeToString(der) + ':';
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate without bytes", e);
        }
    }

    private static String pem() {
        return Caller.BILLING.issued().pem();
    }
}
