// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates as proxies write them into headers. */
final class Writing {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));

    private Writing() {}

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was issued has bytes", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** RFC 9440. */
    static String item(byte[] bytes) {
        return ':' + base64(bytes) + ':';
    }

    static String item(X509Certificate certificate) {
        return item(der(certificate));
    }

    static String list(List<X509Certificate> certificates) {
        return certificates.stream().map(Writing::item).collect(Collectors.joining(", "));
    }

    static String pem(byte[] bytes) {
        return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(bytes) + "\n-----END CERTIFICATE-----\n";
    }

    static String pem(X509Certificate... certificates) {
        return Arrays.stream(certificates).map(each -> pem(der(each))).collect(Collectors.joining());
    }

    /** nginx and Envoy. */
    static String escaped(String pem) {
        return escapedButPlus(pem).replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    /** AWS. */
    static String escapedButPlus(String pem) {
        return pem.replace("\n", "%0A").replace(" ", "%20");
    }

    /** Apache. */
    static String spaced(String pem) {
        return pem.replace('\n', ' ').strip();
    }

    /** HAProxy. */
    static byte[] concatenated(List<X509Certificate> certificates) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        certificates.forEach(each -> all.writeBytes(der(each)));
        return all.toByteArray();
    }
}
