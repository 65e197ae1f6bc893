// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

/**
 * The least that a TLS connection must be, told by its cipher suite: a suite with forward secrecy and authenticated
 * encryption implies TLS 1.2 or later, and those of TLS 1.3 are its own.
 *
 * @see <a href="https://ssl-config.mozilla.org/guidelines/6.0.json">Mozilla's guidelines, version 6.0</a>
 */
public enum TlsProfile {
    /** TLS 1.3 only. */
    MODERN,
    /** TLS 1.2 and later, forward secrecy and authenticated encryption. The default. */
    INTERMEDIATE,
    /** Whatever the container accepts. */
    OFF;

    /** Whether the suite, by its IANA name, is good enough. */
    public boolean accepts(String cipherSuite) {
        return switch (cipherSuite) {
            case "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256" -> true;
            case "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256" -> this != MODERN;
            default -> this == OFF;
        };
    }
}
