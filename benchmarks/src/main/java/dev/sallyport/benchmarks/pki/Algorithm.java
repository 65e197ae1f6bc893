// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.pki;

import dev.sallyport.testca.TestCa;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** What the certificates of a chain are signed with. */
public enum Algorithm {
    /** ECDSA on P-256, with SHA-256. */
    EC("EC", 256),
    /** RSA with 2048 bits, with SHA-256. */
    RSA("RSA", 2048);

    private final String name;
    private final int bits;

    Algorithm(String name, int bits) {
        this.name = name;
        this.bits = bits;
    }

    /** A root CA with such a key. */
    public TestCa root(String commonName) {
        KeyPair keys = keys();
        return TestCa.named(commonName).but(ca -> ca.keys(keys));
    }

    /** A CA below another, with such a key. */
    public TestCa intermediate(TestCa root, String commonName) {
        KeyPair keys = keys();
        return root.intermediate(commonName).but(ca -> ca.keys(keys));
    }

    /** A new key pair. */
    public KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no " + name + " key", e);
        }
    }
}
