// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/**
 * A certification authority for tests and demos.
 *
 * <pre>{@code
 * TestCa acme = TestCa.named("Acme CA");
 * Issued billing = acme.client("billing").spiffe("spiffe://prod.example/ns/billing").issue();
 * }</pre>
 *
 * <p>Immutable: {@link #but} makes another one with the same name and key.
 */
public final class TestCa {

    private final @Nullable TestCa issuer;
    private final String commonName;
    private final Consumer<Draft> options;
    private final Draft draft;
    private final KeyPair keys;
    private final Issued issued;

    private TestCa(@Nullable TestCa issuer, String commonName, Consumer<Draft> options) {
        this.issuer = issuer;
        this.commonName = commonName;
        this.options = options;
        this.draft = new Draft(issuer, commonName).ca(true).keyUsage(KeyUsageBit.KEY_CERT_SIGN, KeyUsageBit.CRL_SIGN);
        options.accept(draft);
        this.keys = draft.keys == null ? Keys.ec("secp256r1") : draft.keys;
        this.issued = draft.keys(keys).issue();
    }

    /** A root CA whose common name this is. */
    public static TestCa named(String name) {
        return new TestCa(null, name, draft -> {});
    }

    /** A CA below this one. */
    public TestCa intermediate(String name) {
        return new TestCa(this, name, draft -> {});
    }

    /** The same CA with other properties: {@code acme.but(ca -> ca.pathLength(0))}. It keeps its key unless given one. */
    public TestCa but(Consumer<Draft> changes) {
        return new TestCa(
                issuer, commonName, options.andThen(before -> before.keys(keys)).andThen(changes));
    }

    /** The same CA, valid until then. */
    public TestCa until(Instant last) {
        return but(ca -> ca.until(last));
    }

    /** The same CA, with the same key, in a certificate of another issuer. */
    public TestCa crossSignedBy(TestCa other) {
        return new TestCa(other, commonName, options.andThen(before -> before.keys(keys)));
    }

    /** A client certificate with this common name. */
    public Draft client(String commonName) {
        return new Draft(this, commonName).usage(Usage.CLIENT_AUTH).keyUsage(KeyUsageBit.DIGITAL_SIGNATURE);
    }

    /** A server certificate for this DNS name; for {@code localhost}, for its addresses too. */
    public Draft server(String dnsName) {
        Draft server = new Draft(this, dnsName)
                .usage(Usage.SERVER_AUTH)
                .keyUsage(KeyUsageBit.DIGITAL_SIGNATURE)
                .dns(dnsName);
        return dnsName.equals("localhost") ? server.ip("127.0.0.1").ip("::1") : server;
    }

    /** A CRL of what it has issued. */
    public CrlDraft crl() {
        return new CrlDraft(this);
    }

    /** An OCSP response about what it has issued. */
    public OcspDraft ocsp() {
        return new OcspDraft(this);
    }

    /** A certificate for a responder that answers for this CA. */
    public Draft responder(String commonName) {
        return new Draft(this, commonName).usage(Usage.OCSP_SIGNING).keyUsage(KeyUsageBit.DIGITAL_SIGNATURE);
    }

    /** The CA's own certificate. */
    public X509Certificate certificate() {
        return issued.certificate();
    }

    /** The CA's own private key. */
    public PrivateKey privateKey() {
        return keys.getPrivate();
    }

    /** The CA's own certificate as PEM. */
    public String pem() {
        return issued.pem();
    }

    /** A key store that holds the CA's own certificate and nothing else. */
    public KeyStore trustStore() {
        return trustStore(this);
    }

    static KeyStore trustStore(TestCa... trusted) {
        try {
            KeyStore store = emptyStore();
            for (TestCa ca : trusted) {
                store.setCertificateEntry("ca-" + store.size(), ca.certificate());
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a trust store", e);
        }
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException("an empty store cannot be made", e);
        }
    }

    X500Name name() {
        return draft.subject;
    }

    KeyPair keys() {
        return keys;
    }

    /** This CA's certificate and those above it, but never a root's. */
    List<X509Certificate> pathBelowRoot() {
        if (issuer == null) {
            return List.of();
        }
        List<X509Certificate> path = new ArrayList<>();
        path.add(certificate());
        path.addAll(issuer.pathBelowRoot());
        return List.copyOf(path);
    }
}
