// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

/** What an extended key usage extension allows. */
public enum Usage {
    /** {@code clientAuth}. */
    CLIENT_AUTH("1.3.6.1.5.5.7.3.2"),
    /** {@code serverAuth}. */
    SERVER_AUTH("1.3.6.1.5.5.7.3.1"),
    /** {@code codeSigning}: something else altogether. */
    CODE_SIGNING("1.3.6.1.5.5.7.3.3"),
    /** {@code OCSPSigning}. */
    OCSP_SIGNING("1.3.6.1.5.5.7.3.9"),
    /** {@code anyExtendedKeyUsage}. */
    ANY("2.5.29.37.0");

    final String oid;

    Usage(String oid) {
        this.oid = oid;
    }
}
