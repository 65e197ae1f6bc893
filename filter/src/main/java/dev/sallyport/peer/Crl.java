// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.x500.X500Principal;

/**
 * A list of the certificates that a CA has revoked, as small as can be: a million entries take about 20 MiB.
 *
 * <p>It is well-formed and nothing more: who signed it, and whether it is of today, is asked when a certificate is looked
 * for on it. Delta CRLs and indirect ones are refused.
 *
 * <p>Immutable, and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5">RFC 5280, section 5</a>
 */
public final class Crl {

    private static final int SEQUENCE = 0x30;
    private static final int MOST_SIGNERS = 16;

    private final X500Principal issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final CrlScope scope;
    private final DetachedSignature signature;
    private final SerialNumbers numbers;
    private final Set<PublicKey> signers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean aboutCallers = new AtomicBoolean();

    Crl(
            X500Principal issuer,
            Instant thisUpdate,
            Optional<Instant> nextUpdate,
            CrlScope scope,
            DetachedSignature signature,
            SerialNumbers numbers) {
        this.issuer = issuer;
        this.thisUpdate = thisUpdate;
        this.nextUpdate = nextUpdate;
        this.scope = scope;
        this.signature = signature;
        this.numbers = numbers;
    }

    /**
     * Reads a file of one CRL as DER, or of any number as PEM; it is read once and never held as a whole.
     *
     * @throws IOException if it cannot be read, holds none, or one that nothing can be found on; its message is one
     *     sentence
     */
    public static List<Crl> read(InputStream file) throws IOException {
        InputStream in = new BufferedInputStream(file);
        in.mark(1);
        int first = in.read();
        in.reset();
        try {
            return first == SEQUENCE ? List.of(CrlReader.read(in)) : PemCrls.read(in);
        } catch (UnreadableException e) {
            throw new IOException("a CRL cannot be used: " + e.getMessage(), e);
        }
    }

    /** Who issued it, by name. */
    public X500Principal issuer() {
        return issuer;
    }

    /** When it was issued. */
    public Instant thisUpdate() {
        return thisUpdate;
    }

    /** When the next one is issued at the latest, if it says so. */
    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    /** How many certificates are on it. */
    public int size() {
        return numbers.size();
    }

    CrlScope scope() {
        return scope;
    }

    DetachedSignature signature() {
        return signature;
    }

    /**
     * Whether a certificate of its issuer with this number is on it. Who signed it, and what else it speaks of, is not asked
     * here: {@link ClientTrust} does that.
     *
     * @param serialNumber the number, as {@link java.math.BigInteger#toByteArray} writes it
     */
    public boolean contains(byte[] serialNumber) {
        return numbers.contains(serialNumber);
    }

    /** Whether the key signed it. It is computed once for each that did. */
    boolean isSignedBy(PublicKey key) {
        if (signers.contains(key)) {
            return true;
        }
        boolean signed = signature.isBy(key);
        if (signed && signers.size() < MOST_SIGNERS) {
            signers.add(key);
        }
        return signed;
    }

    /** It speaks of a caller's own certificate, and so must not be older than a CRL about those may be. */
    void speaksOfCaller() {
        aboutCallers.set(true);
    }

    /** Whether it was ever found to speak of a caller's own certificate. */
    boolean isAboutCallers() {
        return aboutCallers.get();
    }

    /** Whether the other one is the same. */
    boolean isCopyOf(Optional<Crl> other) {
        return other.filter(crl -> signature.isCopyOf(crl.signature)).isPresent();
    }

    /** From when on it is no longer believed. */
    Instant end(Duration maximumAge) {
        Instant oldest = thisUpdate.plus(maximumAge);
        return nextUpdate.filter(next -> next.isBefore(oldest)).orElse(oldest);
    }
}
