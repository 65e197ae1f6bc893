// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Who is who in these tests. */
final class Pki {

    static final String PASSWORD = "changeit";

    static final TestCa SERVERS = TestCa.named("Server CA");
    static final TestCa PARTNERS = TestCa.named("Partner CA");
    static final TestCa DEPOTS = PARTNERS.intermediate("Partner Issuing CA").intermediate("Depot CA");
    static final TestCa STRANGERS = TestCa.named("Stranger CA");
    static final TestCa PROXIES = TestCa.named("Proxy CA");

    /** Presents nothing. */
    static final SSLContext NOBODY = withoutCertificate();

    static final SSLContext BILLING = client(PARTNERS.client("billing").spiffe("spiffe://prod.example/ns/billing/api"));
    static final SSLContext STRANGER =
            client(STRANGERS.client("billing").spiffe("spiffe://prod.example/ns/billing/api"));
    static final SSLContext EXPIRED = client(PARTNERS.client("expired").until(Instant.parse("2020-01-01T00:00:00Z")));
    static final SSLContext SERVER_ONLY = client(PARTNERS.client("server-only").usage(Usage.SERVER_AUTH));

    static final SSLContext SHIPPING =
            client(PARTNERS.client("shipping").spiffe("spiffe://prod.example/ns/shipping/api"));

    private static final Path FOLDER = Folders.fresh("pki");
    private static final Path SERVER_KEY_STORE = Folders.write(
            FOLDER.resolve("server.p12"),
            SERVERS.server("localhost").ip("127.0.0.1").issue().pkcs12(PASSWORD.toCharArray()));
    private static final Path CLIENT_TRUST_STORE = writeClientTrustStore();

    private Pki() {}

    /** The key and certificate of the containers, for {@code localhost} and {@code 127.0.0.1}. */
    static Path serverKeyStore() {
        return SERVER_KEY_STORE;
    }

    /** What a server trusts that verifies in the handshake whatever it is told: both CAs, so that Sallyport decides. */
    static Path clientTrustStore() {
        return CLIENT_TRUST_STORE;
    }

    /** Whom an application trusts to be partners, as a PEM file. */
    static Path partnersPem() {
        return Folders.write(FOLDER.resolve("partners.pem"), PARTNERS.pem());
    }

    /** Whom an application trusts to be its proxies, as a PEM file. */
    static Path proxiesPem() {
        return Folders.write(FOLDER.resolve("proxies.pem"), PROXIES.pem());
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

    private static Path writeClientTrustStore() {
        Path file = FOLDER.resolve("client-cas.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore both = PARTNERS.trustStore();
            both.setCertificateEntry("strangers", STRANGERS.certificate());
            both.store(out, PASSWORD.toCharArray());
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot write " + file, e);
        }
    }
}
