// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate with its private key, in the forms that programs read. */
public final class Issued {

    private final X509Certificate certificate;
    private final List<X509Certificate> issuers;
    private final PrivateKey privateKey;

    Issued(X509Certificate certificate, List<X509Certificate> issuers, PrivateKey privateKey) {
        this.certificate = certificate;
        this.issuers = issuers;
        this.privateKey = privateKey;
    }

    /** The certificate itself. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The certificate and those of the intermediate CAs, without the root: what is presented in a handshake. */
    public List<X509Certificate> chain() {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(certificate);
        chain.addAll(issuers);
        return List.copyOf(chain);
    }

    /** The private key. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** The certificate as PEM. */
    public String pem() {
        return Pem.certificates(List.of(certificate));
    }

    /** The {@link #chain()} as PEM. */
    public String chainPem() {
        return Pem.certificates(chain());
    }

    /** The private key as PEM, PKCS#8 without encryption. */
    public String keyPem() {
        return Pem.block("PRIVATE KEY", privateKey.getEncoded());
    }

    /** Key and chain as a PKCS12 file. */
    public byte[] pkcs12(char[] password) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            keyStore(password).store(out, password);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot write a PKCS12 file", e);
        }
    }

    /** Key and chain as a key store with one entry, {@code key}. */
    public KeyStore keyStore(char[] password) {
        try {
            KeyStore store = TestCa.emptyStore();
            store.setKeyEntry("key", privateKey, password, chain().toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key store", e);
        }
    }

    /** A TLS context that shows this certificate and trusts what these CAs issued. */
    public SSLContext sslContext(TestCa... trusted) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(new char[0]), new char[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(TestCa.trustStore(trusted));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a TLS context", e);
        }
    }
}
