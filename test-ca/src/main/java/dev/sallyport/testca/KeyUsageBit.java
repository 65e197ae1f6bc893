// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

import org.bouncycastle.asn1.x509.KeyUsage;

/** What a key usage extension allows. */
public enum KeyUsageBit {
    /** {@code digitalSignature}. */
    DIGITAL_SIGNATURE(KeyUsage.digitalSignature),
    /** {@code keyEncipherment}. */
    KEY_ENCIPHERMENT(KeyUsage.keyEncipherment),
    /** {@code keyAgreement}. */
    KEY_AGREEMENT(KeyUsage.keyAgreement),
    /** {@code keyCertSign}. */
    KEY_CERT_SIGN(KeyUsage.keyCertSign),
    /** {@code cRLSign}. */
    CRL_SIGN(KeyUsage.cRLSign);

    final int bit;

    KeyUsageBit(int bit) {
        this.bit = bit;
    }
}
