// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.math.BigInteger;
import java.net.URI;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * A caller who proved with a client certificate who he is.
 *
 * <p>An injected one is a proxy that speaks of the current request, throws {@link IllegalStateException} where there is
 * no identity, and is only itself's equal: keep {@link #snapshot()}, a value of its own, for a map, another thread or
 * later. Values are immutable and safe for use by many threads.
 */
public interface PeerIdentity extends Principal {

    /**
     * The attribute of the request, as filters and servlets behind Sallyport are given it, under which the current identity
     * is found; absent where there is none.
     */
    String ATTRIBUTE = "dev.sallyport.PeerIdentity";

    /** What the caller is called here; {@link #nameSource()} says where in the certificate it stands. */
    @Override
    String getName();

    /** Where the name comes from. */
    NameSource nameSource();

    /**
     * The subject of the certificate; it may be empty. The text that the JDK makes of it differs by its version: the one
     * to decide by is the name by {@link NameSource#SUBJECT}.
     */
    X500Principal subject();

    /** The issuer of the certificate. */
    X500Principal issuer();

    /** Every alternative name, in the certificate's order. */
    List<AlternativeName> alternativeNames();

    /** The SPIFFE ID, if the certificate has exactly one URI and that is a SPIFFE ID. */
    Optional<URI> spiffeId();

    /** The serial number. */
    BigInteger serialNumber();

    /**
     * The SHA-256 thumbprint in unpadded base64url.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3.1">RFC 8705, section 3.1, x5t#S256</a>
     */
    String thumbprint();

    /**
     * The SHA-256 of the public key in base64.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7469#section-2.4">RFC 7469, section 2.4</a>
     */
    String spkiPin();

    /** From when the certificate is valid. */
    Instant notBefore();

    /** Until when the certificate is valid. */
    Instant notAfter();

    /** The caller's own certificate. */
    X509Certificate certificate();

    /** The verified path, the caller's certificate first, without the trust anchor; never empty. */
    List<X509Certificate> chain();

    /** The name of the trust that proved the caller. */
    String trust();

    /** By which way the certificate came. */
    Way way();

    /** The identity as a value of its own, equal to another of the same certificate, trust, name and way. */
    PeerIdentity snapshot();
}
