// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

/** The least that a TLS connection must be, told by its cipher suite. */
public enum TlsProfile {
    /** TLS 1.3 only. */
    MODERN,
    /** TLS 1.2 and later, forward secrecy and authenticated encryption. The default. */
    INTERMEDIATE,
    /** Whatever the container accepts. */
    OFF;

    /** Whether the suite, by its IANA name, is good enough. */
    public boolean accepts(String cipherSuite) {
        return this == OFF;
    }
}
