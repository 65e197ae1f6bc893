// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

/**
 * The IANA name of a cipher suite, whichever name a proxy sends.
 *
 * @see <a href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml">IANA, TLS Cipher Suites</a>
 */
final class CipherSuiteName {

    private CipherSuiteName() {}

    /** That of a suite in OpenSSL's spelling; a suite of TLS 1.3 has one name, and any other is what it is. */
    static String iana(String name) {
        return switch (name) {
            case "ECDHE-ECDSA-AES128-GCM-SHA256" -> "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
            case "ECDHE-RSA-AES128-GCM-SHA256" -> "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
            case "ECDHE-ECDSA-AES256-GCM-SHA384" -> "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
            case "ECDHE-RSA-AES256-GCM-SHA384" -> "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
            case "ECDHE-ECDSA-CHACHA20-POLY1305" -> "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256";
            case "ECDHE-RSA-CHACHA20-POLY1305" -> "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256";
            default -> name;
        };
    }
}
