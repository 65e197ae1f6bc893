// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who computes the signatures of certificates.
 *
 * @param provider the provider, instead of the JDK's own choice
 */
record SignatureCheck(Optional<Provider> provider) {

    static final SignatureCheck OF_JDK = new SignatureCheck(Optional.empty());

    /** Whether the key signed the certificate. */
    boolean isSigned(X509Certificate certificate, PublicKey key) {
        try {
            verify(certificate, key);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /** What the provider has no algorithm for, or not for such a key, the JDK computes. */
    private void verify(X509Certificate certificate, PublicKey key) throws GeneralSecurityException {
        if (provider.isEmpty()) {
            certificate.verify(key);
            return;
        }
        try {
            certificate.verify(key, provider.get());
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            certificate.verify(key);
        }
    }

    /**
     * A path for the JDK's validation, which does not compute again what was found right here. It remembers that by itself
     * where it chose the provider; any other it would look up by name among those that are installed.
     *
     * @param path the caller's certificate first, each signed by the next one
     * @param anchorKey what signed the last one
     */
    List<X509Certificate> checked(List<X509Certificate> path, PublicKey anchorKey) {
        if (provider.isEmpty()) {
            return path;
        }
        List<X509Certificate> checked = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            PublicKey signer = i + 1 < path.size() ? path.get(i + 1).getPublicKey() : anchorKey;
            checked.add(new CheckedCertificate(path.get(i), signer));
        }
        return checked;
    }
}
