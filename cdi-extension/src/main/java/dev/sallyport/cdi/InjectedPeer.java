// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.AlternativeName;
import dev.sallyport.NameSource;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Way;
import jakarta.enterprise.inject.Vetoed;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.x500.X500Principal;

/** What {@code @Inject PeerIdentity} gets: it has no state and asks the current request at each call. */
@Vetoed
final class InjectedPeer implements PeerIdentity {

    private final CurrentRequest request;

    InjectedPeer(CurrentRequest request) {
        this.request = request;
    }

    @Override
    public PeerIdentity snapshot() {
        return request.requireIdentity();
    }

    @Override
    public String getName() {
        return snapshot().getName();
    }

    @Override
    public NameSource nameSource() {
        return snapshot().nameSource();
    }

    @Override
    public X500Principal subject() {
        return snapshot().subject();
    }

    @Override
    public X500Principal issuer() {
        return snapshot().issuer();
    }

    @Override
    public List<AlternativeName> alternativeNames() {
        return snapshot().alternativeNames();
    }

    @Override
    public Optional<URI> spiffeId() {
        return snapshot().spiffeId();
    }

    @Override
    public BigInteger serialNumber() {
        return snapshot().serialNumber();
    }

    @Override
    public String thumbprint() {
        return snapshot().thumbprint();
    }

    @Override
    public String spkiPin() {
        return snapshot().spkiPin();
    }

    @Override
    public Instant notBefore() {
        return snapshot().notBefore();
    }

    @Override
    public Instant notAfter() {
        return snapshot().notAfter();
    }

    @Override
    public X509Certificate certificate() {
        return snapshot().certificate();
    }

    @Override
    public List<X509Certificate> chain() {
        return snapshot().chain();
    }

    @Override
    public String trust() {
        return snapshot().trust();
    }

    @Override
    public Way way() {
        return snapshot().way();
    }

    @Override
    public boolean implies(Subject subject) {
        return snapshot().implies(subject);
    }

    /** For logs, where an exception would only hide what was to be logged. */
    @Override
    public String toString() {
        return request.identity().map(PeerIdentity::toString).orElse("no peer");
    }
}
