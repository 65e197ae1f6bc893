// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.AlternativeName;
import dev.sallyport.NameSource;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Way;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** A peer whose certificates were verified. Only {@link ClientTrust} can make one. */
public final class VerifiedPeer implements PeerIdentity {

    VerifiedPeer() {}

    @Override
    public String getName() {
        throw new IllegalStateException("not built");
    }

    @Override
    public NameSource nameSource() {
        throw new IllegalStateException("not built");
    }

    @Override
    public X500Principal subject() {
        throw new IllegalStateException("not built");
    }

    @Override
    public X500Principal issuer() {
        throw new IllegalStateException("not built");
    }

    @Override
    public List<AlternativeName> alternativeNames() {
        throw new IllegalStateException("not built");
    }

    @Override
    public Optional<URI> spiffeId() {
        throw new IllegalStateException("not built");
    }

    @Override
    public BigInteger serialNumber() {
        throw new IllegalStateException("not built");
    }

    @Override
    public String thumbprint() {
        throw new IllegalStateException("not built");
    }

    @Override
    public String spkiPin() {
        throw new IllegalStateException("not built");
    }

    @Override
    public Instant notBefore() {
        throw new IllegalStateException("not built");
    }

    @Override
    public Instant notAfter() {
        throw new IllegalStateException("not built");
    }

    @Override
    public X509Certificate certificate() {
        throw new IllegalStateException("not built");
    }

    @Override
    public List<X509Certificate> chain() {
        throw new IllegalStateException("not built");
    }

    @Override
    public String trust() {
        throw new IllegalStateException("not built");
    }

    @Override
    public Way way() {
        throw new IllegalStateException("not built");
    }

    @Override
    public PeerIdentity snapshot() {
        return this;
    }
}
