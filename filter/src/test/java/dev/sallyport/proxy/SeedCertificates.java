// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates that fuzzing and properties start from. */
final class SeedCertificates {

    private static final TestCa ROOT = TestCa.named("Root");
    private static final TestCa CA_BETWEEN = ROOT.intermediate("Between");

    static final X509Certificate BETWEEN = CA_BETWEEN.certificate();
    static final X509Certificate LEAF = CA_BETWEEN
            .client("billing")
            .uri("spiffe://acme.example/billing")
            .dns("billing.acme.example")
            .issue()
            .certificate();

    /** Some of every length that Base64 pads in its own way. */
    static final List<X509Certificate> ALL = List.of(
            LEAF,
            BETWEEN,
            ROOT.certificate(),
            ROOT.client("a").issue().certificate(),
            ROOT.client("ab").issue().certificate(),
            ROOT.client("abc").issue().certificate(),
            ROOT.client("RSA").rsa(2048).issue().certificate(),
            ROOT.client("Ed25519").ed25519().issue().certificate());

    private SeedCertificates() {}
}
