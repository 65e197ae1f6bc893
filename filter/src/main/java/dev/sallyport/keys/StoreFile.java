// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trusted entries of a key store, or its only key. */
final class StoreFile {

    private StoreFile() {}

    static List<X509Certificate> read(String type, byte[] content, char[] password) throws IOException {
        try {
            KeyStore store = password.length == 0 ? openWithout(type, content) : open(type, content, password);
            return trusted(type, store, password);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("the " + type + " file cannot be read", e);
        }
    }

    static KeyMaterial readKey(String type, byte[] content, char[] password) throws IOException {
        try {
            KeyStore store = password.length == 0 ? openWithout(type, content) : open(type, content, password);
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.size() != 1) {
                throw new IOException(
                        keys.isEmpty() ? "the " + type + " file holds no private key" : KeySource.holds(keys.size()));
            }
            return key(type, store, keys.get(0), password);
        } catch (GeneralSecurityException | RuntimeException withPartOfIt) {
            throw new IOException("the " + type + " file cannot be read");
        }
    }

    private static KeyMaterial key(String type, KeyStore store, String alias, char[] password)
            throws GeneralSecurityException, IOException {
        Certificate @Nullable [] chain = store.getCertificateChain(alias);
        if (chain == null || chain.length == 0) {
            throw new IOException("the private key of the " + type + " file has no certificate");
        }
        try {
            if (store.getKey(alias, password) instanceof PrivateKey key) {
                List<X509Certificate> certificates = new ArrayList<>();
                for (Certificate certificate : chain) {
                    certificates.add(Certificates.parse(certificate.getEncoded()));
                }
                return new KeyMaterial(key, certificates);
            }
        } catch (UnrecoverableKeyException e) {
            throw new IOException("the password opens the " + type + " file, but not its private key");
        }
        throw new IOException("the key of the " + type + " file is no private key");
    }

    private static List<X509Certificate> trusted(String type, KeyStore store, char[] password)
            throws GeneralSecurityException, IOException {
        List<X509Certificate> trusted = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                trusted.add(certificate);
            }
        }
        if (!trusted.isEmpty()) {
            return trusted;
        }
        if (store.size() > 0) {
            throw new IOException("the " + type + " file holds keys, but no certificate marked as trusted");
        }
        throw new IOException(
                password.length == 0
                        ? "the " + type + " file shows no trusted certificate without a password"
                        : "the " + type + " file holds no certificate marked as trusted"
                                + " (expected: made by keytool -importcert, or a PEM file instead)");
    }

    /** Opened with an empty password, as some are made, or with none, which shows what is not encrypted. */
    private static KeyStore openWithout(String type, byte[] content) throws IOException, GeneralSecurityException {
        try {
            return open(type, content, new char[0]);
        } catch (IOException e) {
            return open(type, content, null);
        }
    }

    private static KeyStore open(String type, byte[] content, char @Nullable [] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        try {
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (IOException e) {
            String reason = e.getCause() instanceof UnrecoverableKeyException
                    ? "the password does not open the " + type + " file"
                    : "the " + type + " file cannot be read";
            throw new IOException(reason, e);
        }
    }
}
