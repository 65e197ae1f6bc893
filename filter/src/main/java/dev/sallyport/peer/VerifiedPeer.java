// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.AlternativeName;
import dev.sallyport.Decision;
import dev.sallyport.NameSource;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A peer whose certificates were verified. Only {@link ClientTrust} can make one. */
public final class VerifiedPeer implements PeerIdentity {

    private final PeerName name;
    private final Names names;
    private final AtomicReference<@Nullable Optional<URI>> spiffeId = new AtomicReference<>();
    private final AtomicReference<@Nullable String> thumbprint = new AtomicReference<>();
    private final AtomicReference<@Nullable String> spkiPin = new AtomicReference<>();
    private final List<X509Certificate> chain;
    private final String trust;
    private final Way way;
    private final Decision.Proceed proceed;
    private final Function<Instant, Verdict> again;

    /** A peer whose certificates are verified again by the function, under the same rules. */
    VerifiedPeer(
            PeerName name,
            Names names,
            List<X509Certificate> chain,
            String trust,
            Way way,
            Function<Instant, Verdict> again) {
        this.name = name;
        this.names = names;
        this.chain = List.copyOf(chain);
        this.trust = trust;
        this.way = way;
        this.proceed = Decision.Proceed.as(this);
        this.again = again;
    }

    /** The decision to let this peer in, always the same object. */
    public Decision.Proceed proceed() {
        return proceed;
    }

    /**
     * Why he would be refused at this time, by the trust that has proven him and under the same rules; empty while he would
     * not. For what lasts longer than a request. May wait for what is fetched of revocation, as a request may.
     */
    public Optional<Refusal> refusal(Instant now) {
        return again.apply(now).either(known -> Optional.empty(), Optional::of);
    }

    /** Everything that a rule can ask of. */
    Names names() {
        return names;
    }

    /** Every name of this kind that the certificate has. */
    public List<String> names(NameSource source) {
        return List.copyOf(names.values(source));
    }

    @Override
    public String getName() {
        return name.value();
    }

    @Override
    public NameSource nameSource() {
        return name.source();
    }

    @Override
    public X500Principal subject() {
        return certificate().getSubjectX500Principal();
    }

    @Override
    public X500Principal issuer() {
        return certificate().getIssuerX500Principal();
    }

    @Override
    public List<AlternativeName> alternativeNames() {
        return names.certificate().alternativeNames();
    }

    @Override
    public Optional<URI> spiffeId() {
        return once(spiffeId, () -> names.spiffeId().map(id -> URI.create(id.toString())));
    }

    @Override
    public BigInteger serialNumber() {
        return certificate().getSerialNumber();
    }

    @Override
    public String thumbprint() {
        return once(thumbprint, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(certificate())));
    }

    @Override
    public String spkiPin() {
        return once(
                spkiPin,
                () -> Base64.getEncoder()
                        .encodeToString(Sha256.of(certificate().getPublicKey().getEncoded())));
    }

    @Override
    public Instant notBefore() {
        return certificate().getNotBefore().toInstant();
    }

    @Override
    public Instant notAfter() {
        return certificate().getNotAfter().toInstant();
    }

    @Override
    public X509Certificate certificate() {
        return chain.get(0);
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public String trust() {
        return trust;
    }

    @Override
    public Way way() {
        return way;
    }

    @Override
    public PeerIdentity snapshot() {
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifiedPeer that
                && certificate().equals(that.certificate())
                && trust.equals(that.trust)
                && name.equals(that.name)
                && way.equals(that.way);
    }

    @Override
    public int hashCode() {
        return Objects.hash(certificate(), trust, name);
    }

    /** What few ask for is found when somebody does. */
    private static <T> T once(AtomicReference<@Nullable T> known, Supplier<T> first) {
        T value = known.get();
        if (value == null) {
            value = first.get();
            known.set(value);
        }
        return value;
    }

    /** A short text for people; not a name to decide by. */
    @Override
    public String toString() {
        String safe = name.value().replaceAll("[^\\x20-\\x7E]", "?");
        return safe.substring(0, Math.min(200, safe.length())) + " ("
                + name.source().key() + ", trust " + trust + ")";
    }
}
