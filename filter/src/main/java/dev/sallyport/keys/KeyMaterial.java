// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A private key of our own, its certificate, and those of its issuers. Immutable; it never shows the key.
 *
 * <p>That the parts belong together is not known before {@link #problem} was asked.
 */
public final class KeyMaterial {

    private final PrivateKey privateKey;
    private final List<X509Certificate> chain;

    KeyMaterial(PrivateKey privateKey, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a key without a certificate");
        }
        this.privateKey = privateKey;
        this.chain = List.copyOf(chain);
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    /** The certificate of the key. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** What is shown in a handshake: the certificate first, then each one's issuer. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The SHA-256 of the key's SubjectPublicKeyInfo as Base64, as pins name keys (RFC 7469, section 2.4). */
    public String pin() {
        try {
            byte[] spki = certificate().getPublicKey().getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Why this must not be shown to anybody, in one sentence, without the key: the key is not the certificate's, the chain is
     * out of order or incomplete, a certificate is outside its dates, or an issuer is no CA.
     *
     * <p>Where the issuers are not told, whether the chain is complete is judged by what it replaces: it must not end below an
     * intermediate CA that is shown today, nor be a single certificate where there were several.
     *
     * @param inForce what this is to replace, if anything
     * @param issuers the CAs in one of which the chain must end; empty if that is not known
     */
    public Optional<String> problem(Optional<KeyMaterial> inForce, List<X509Certificate> issuers, Instant now) {
        return KeyChecks.problem(this, inForce, issuers, now);
    }

    /** Who it is, and until when; nothing of the private key. */
    @Override
    public String toString() {
        return "the key of " + certificate().getSubjectX500Principal().getName() + ", serial number "
                + certificate().getSerialNumber().toString(16) + ", until "
                + certificate().getNotAfter().toInstant();
    }
}
