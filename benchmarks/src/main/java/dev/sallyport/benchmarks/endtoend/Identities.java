// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.endtoend;

import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The files that a server reads, and the identity of the client. */
final class Identities {

    static final String PASSWORD = "changeit";
    static final String KEYS = "server.p12";
    static final String TRUST = "trust.p12";
    static final String ANCHORS = "anchors.pem";

    private final TestCa serverCa = TestCa.named("Server CA");
    private final Partners partners = new Partners(Algorithm.EC);
    private final Path folder;
    private final SSLContext client;

    Identities(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.client = partners.billing().sslContext(serverCa);
        char[] password = PASSWORD.toCharArray();
        Files.write(folder.resolve(KEYS), serverCa.server("localhost").issue().pkcs12(password));
        Files.writeString(folder.resolve(ANCHORS), partners.root().pem());
        try (OutputStream trust = Files.newOutputStream(folder.resolve(TRUST))) {
            partners.root().trustStore().store(trust, password);
        }
    }

    SSLContext client() {
        return client;
    }

    void delete() throws IOException {
        for (String file : List.of(KEYS, TRUST, ANCHORS)) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder);
    }
}
