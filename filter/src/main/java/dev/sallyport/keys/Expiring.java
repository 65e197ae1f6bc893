// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import dev.sallyport.ExpiryLevel;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Something that ends at a date that is known.
 *
 * @param kind what it is
 * @param name whose it is: the name of the trust, of the key, or of the peer
 * @param subject whom a certificate names; empty for a CRL
 * @param issuer who issued it
 * @param serialNumber the number of a certificate; empty for a CRL
 * @param notBefore since when it counts
 * @param notAfter until when
 */
public record Expiring(
        Kind kind,
        String name,
        Optional<X500Principal> subject,
        X500Principal issuer,
        Optional<BigInteger> serialNumber,
        Instant notBefore,
        Instant notAfter) {

    private static final int PART = 3;

    /** Checks that nothing is missing. */
    public Expiring {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(serialNumber, "serialNumber");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(notAfter, "notAfter");
    }

    /** What can end. */
    public enum Kind {
        /** A certificate that a trust believes. */
        TRUST_ANCHOR("the certificate %2$s that the trust %1$s believes"),
        /** A certificate that the server shows, or one of its issuers that it shows beside it. */
        SERVER_KEY("the certificate %2$s of the server's key %1$s"),
        /** A certificate that we show to other servers, or one of its issuers. */
        OUTBOUND_KEY("the certificate %2$s of the outbound key %1$s"),
        /** A list of revoked certificates. */
        CRL("the CRL of %2$s that the trust %1$s asks"),
        /** The certificate of a caller. */
        PEER("the certificate of the peer %1$s, issued by %2$s");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** A stable word for it, such as {@code trust-anchor}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it is one of our own keys, without which nothing works. */
        public boolean isOwnKey() {
            return this == SERVER_KEY || this == OUTBOUND_KEY;
        }
    }

    /** When this certificate ends. */
    public static Expiring of(Kind kind, String name, X509Certificate certificate) {
        return new Expiring(
                kind,
                name,
                Optional.of(certificate.getSubjectX500Principal()),
                certificate.getIssuerX500Principal(),
                Optional.of(certificate.getSerialNumber()),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** When each of these certificates ends. */
    public static List<Expiring> all(Kind kind, String name, Collection<X509Certificate> certificates) {
        return certificates.stream()
                .map(certificate -> of(kind, name, certificate))
                .toList();
    }

    /** Until when a CRL says something. */
    public static Expiring crl(String trust, X500Principal issuer, Instant thisUpdate, Instant nextUpdate) {
        return new Expiring(Kind.CRL, trust, Optional.empty(), issuer, Optional.empty(), thisUpdate, nextUpdate);
    }

    /**
     * How near its end is. There is time as long as more is left than {@code warn} or a third of its whole life, whichever is
     * shorter; it is urgent when a third of that is left.
     */
    public ExpiryLevel level(Duration warn, Instant now) {
        if (now.isAfter(notAfter)) {
            return ExpiryLevel.EXPIRED;
        }
        Duration part = Duration.between(notBefore, notAfter).dividedBy(PART);
        Duration soon = part.compareTo(warn) < 0 ? part : warn;
        Duration left = Duration.between(now, notAfter);
        if (left.compareTo(soon) >= 0) {
            return ExpiryLevel.VALID;
        }
        return left.compareTo(soon.dividedBy(PART)) < 0 ? ExpiryLevel.URGENT : ExpiryLevel.SOON;
    }

    /** Whether it counts at this time. */
    public boolean countsAt(Instant now) {
        return !now.isBefore(notBefore) && !now.isAfter(notAfter);
    }

    /** What it is, for people; the names in it are not yet safe to print. */
    public String text() {
        String number = serialNumber
                .map(serial -> " (serial number " + serial.toString(16) + ')')
                .orElse("");
        X500Principal who = kind == Kind.PEER ? issuer : subject.orElse(issuer);
        return String.format(Locale.ROOT, kind.text, name, who.getName() + number);
    }
}
