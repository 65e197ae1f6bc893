// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.pki;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The callers: {@code billing} and many others, each proven by an intermediate CA below one root. */
public final class Partners {

    /** The SPIFFE ID that each of them has. */
    public static final String BILLING = "spiffe://prod.example/ns/billing";

    /** Whose certificates the intermediate CA of a caller has issued. */
    public enum Ca {
        /** His alone, as far as its certificate goes. */
        OWN,
        /** Those of all. */
        SHARED
    }

    private static final String SUBJECT =
            "CN=billing,OU=Accounts Receivable and Invoicing,O=Partner Trading Company,L=Frankfurt am Main,C=DE";

    private final Algorithm algorithm;
    private final TestCa root;
    private final TestCa issuing;
    private final KeyPair keys;

    /** Partners whose CAs and certificates all have such keys. */
    public Partners(Algorithm algorithm) {
        this.algorithm = algorithm;
        this.root = algorithm.root("Partner Root");
        this.issuing = algorithm.intermediate(root, "Partner Issuing CA");
        this.keys = algorithm.keys();
    }

    /** The root of them all. */
    public TestCa root() {
        return root;
    }

    /** A good caller. */
    public Issued billing() {
        return draft(issuing).issue();
    }

    /** Good callers, each with a certificate that the root itself has issued and that has some 700 bytes. */
    public List<X509Certificate> belowTheRoot(int count) {
        return Stream.generate(() -> root.client("billing")
                        .subject(SUBJECT)
                        .spiffe(BILLING)
                        .dns("billing.partners.example")
                        .dns("billing.internal.partners.example")
                        .dns("invoices.accounts-receivable.internal.partners.example")
                        .keys(keys)
                        .issue()
                        .certificate())
                .limit(count)
                .toList();
    }

    /** One whose certificate has expired. */
    public Issued expired() {
        return draft(issuing).until(Instant.parse("2026-01-01T00:00:00Z")).issue();
    }

    /** One whose certificate is another CA's, of which nobody here knows; with another name, for who goes by names. */
    public Issued stranger() {
        TestCa other = algorithm.intermediate(algorithm.root("Other Root"), "Other Issuing CA");
        return other.client("mallory").spiffe(BILLING).keys(keys).issue();
    }

    /** Good callers, each with a certificate that no other has, and that of an intermediate CA. */
    public List<List<X509Certificate>> distinct(int count, Ca ca) {
        List<List<X509Certificate>> chains = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TestCa issuer = ca == Ca.OWN ? issuing.but(same -> {}) : issuing;
            chains.add(draft(issuer).issue().chain());
        }
        return chains;
    }

    /** The root and others that have nothing to do with it. */
    public List<X509Certificate> anchors(int count) {
        TestCa other = algorithm.root("Another Root");
        List<X509Certificate> anchors = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            String name = "CN=Another Root " + i + ",O=Example";
            anchors.add(other.but(ca -> ca.subject(name)).certificate());
        }
        anchors.add(count / 2, root.certificate());
        return anchors;
    }

    /** A file with the root. */
    public Path anchorFile() throws IOException {
        Path file = Files.createTempFile("partner-root-", ".pem");
        file.toFile().deleteOnExit();
        return Files.writeString(file, root.pem());
    }

    /** A file with the CRLs of both CAs, on which nobody is. */
    public Path crlFile() throws IOException {
        Path file = Files.createTempFile("partners-", ".crl");
        file.toFile().deleteOnExit();
        return Files.writeString(file, root.crl().pem() + issuing.crl().pem());
    }

    private Draft draft(TestCa issuer) {
        return issuer.client("billing").spiffe(BILLING).keys(keys);
    }
}
