// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Who is who in these tests. */
final class Pki {

    static final String PASSWORD = "changeit";

    static final TestCa SERVERS = TestCa.named("Server CA");
    static final TestCa PARTNERS = TestCa.named("Partner CA");
    static final TestCa STRANGERS = TestCa.named("Stranger CA");

    /** Presents nothing. */
    static final SSLContext NOBODY = withoutCertificate();

    static final SSLContext BILLING = client(PARTNERS.client("billing").spiffe("spiffe://prod.example/ns/billing/api"));
    static final SSLContext STRANGER =
            client(STRANGERS.client("billing").spiffe("spiffe://prod.example/ns/billing/api"));
    static final SSLContext EXPIRED = client(PARTNERS.client("expired").until(Instant.parse("2020-01-01T00:00:00Z")));
    static final SSLContext SERVER_ONLY = client(PARTNERS.client("server-only").usage(Usage.SERVER_AUTH));

    private static final Path SERVER_KEY_STORE = writeServerKeyStore();

    private Pki() {}

    /** The key and certificate of the containers, for {@code localhost} and {@code 127.0.0.1}. */
    static Path serverKeyStore() {
        return SERVER_KEY_STORE;
    }

    private static SSLContext client(Draft draft) {
        return draft.issue().sslContext(SERVERS);
    }

    private static SSLContext withoutCertificate() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(SERVERS.trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a TLS context", e);
        }
    }

    private static Path writeServerKeyStore() {
        Issued server = SERVERS.server("localhost").ip("127.0.0.1").issue();
        try {
            return Files.write(Folders.fresh("server").resolve("server.p12"), server.pkcs12(PASSWORD.toCharArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the server's key store", e);
        }
    }
}
