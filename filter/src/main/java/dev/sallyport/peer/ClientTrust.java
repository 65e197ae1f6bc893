// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.NameSource;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.fetch.Background;
import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.Rotating;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom we know: certificates and a time go in, a {@link VerifiedPeer} or a {@link Refusal} comes out.
 *
 * <pre>{@code
 * ClientTrust partners = ClientTrust.named("partners").anchors(TrustSource.read(pem, new char[0])).build();
 * PeerRules allow = PeerRules.parse("spiffe://prod.example/billing");
 * Verdict verdict = partners.verify(presented, Way.DIRECT, allow, clock.instant());
 * }</pre>
 *
 * <p>The first fault that is found is told, and the caller's own certificate comes first: whether it can be read, its
 * dates, its usage, its key and signature, which costs next to nothing; then the path to an anchor, or whatever else the
 * trust believes; then the name and the rules. So an expired certificate of an unknown CA is {@code expired}, and no
 * signature was computed for a stranger; {@code unknown-issuer} is one without faults of its own.
 *
 * <p>Anchors need not be self-signed. One that has expired, is not yet valid, is no CA or has a weak key proves nobody,
 * although the JDK would let it; its path length, extended key usage, name constraints and policies bind too. A caller's
 * certificate that is itself an anchor must pass every check as any other. Certificates beside the path are tolerated if
 * they can be parsed, and if there are at most 64 in all, of at most 64 KiB each: twice what anybody sends who sends
 * everything that he has, and little work, for only what an anchor signed is followed. Whether something was revoked is
 * asked last, of a path that is proven, and only if {@link Builder#revocation} says so; then only may a request wait for
 * something that is fetched, and no longer than {@link dev.sallyport.fetch.FetchRules#timeout} in all.
 *
 * <p>What is found of certificates is remembered until a date turns, at most for an hour, and within bounds that no number
 * of strangers exceeds; so a known caller costs next to nothing. Make one trust and keep it.
 *
 * <p>It changes only as a whole, by {@link #become}. Safe for use by many threads.
 */
public final class ClientTrust {

    private static final int MOST_CERTIFICATES = 64;
    private static final int MOST_ISSUERS = 16;

    private final String name;
    private final Rotating<Built> present;
    private final SeenPeers seen = new SeenPeers();
    private final Finding.Verification again = new Again();

    /**
     * What was built, by what.
     *
     * @param ledger where is written who comes by retiring anchors; null if none are retiring
     */
    private record Built(
            Builder builder, Belief belief, @Nullable AnchorLedger ledger) {

        void note(Finding found, VerifiedPeer peer, Instant now) {
            if (ledger != null && found.isRetiring()) {
                ledger.note(peer, now);
            }
        }
    }

    /** What proven callers ask of this trust, and tell it. */
    private final class Again implements Finding.Verification {

        @Override
        public Verdict verify(List<X509Certificate> presented, Way way, PeerRules allow, Instant now) {
            return ClientTrust.this.verify(presented, way, allow, now);
        }

        @Override
        public void met(VerifiedPeer peer) {
            seen.saw(peer.getName(), peer.certificate());
        }
    }

    private ClientTrust(String name, Built built) {
        this.name = name;
        this.present = new Rotating<>(built);
    }

    /** A trust to be built, by the name it has in the settings. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The name in the settings. */
    public String name() {
        return name;
    }

    /** Since when its pins bind nobody; empty if they do, and if there are none. */
    public Optional<Instant> unpinnedSince(Instant now) {
        return present.now().belief().unpinnedSince(now);
    }

    /** Whether nobody may call whom no rule allows, also where there are no rules. */
    public boolean needsRules() {
        return present.now().belief().needsRules();
    }

    /**
     * What will end of all that it needs: the certificates that it believes, the CRLs that it asks, and for each issuer the
     * certificate that ends first of those callers whom it has let in.
     */
    public List<Expiring> expiring(Instant now) {
        Built built = present.now();
        return Stream.of(
                        Expiring.all(
                                Expiring.Kind.TRUST_ANCHOR, name, built.belief().believed()),
                        built.builder().crls(),
                        seen.soonest(now))
                .flatMap(List::stream)
                .toList();
    }

    /** A builder that would build such a trust again. What it has learned of revocation is shared, not learned again. */
    public Builder newBuilder() {
        return new Builder(present.now().builder());
    }

    /**
     * Believes from now on what the other believes, and forgets all verdicts: whoever is not proven by that is refused at his next
     * request, whatever connection, session or cache he was known by. A request that is being decided at this moment is decided
     * by one or the other, not by both.
     *
     * @param next built by {@link #newBuilder()}; it goes on by itself
     * @throws IllegalArgumentException if it is of another name
     */
    public void become(ClientTrust next) {
        if (!next.name.equals(name)) {
            throw new IllegalArgumentException("the trust " + name + " cannot become " + next.name);
        }
        present.replace(next.present.now());
        seen.forget();
    }

    /**
     * Who presented these certificates, and may he call?
     *
     * @param presented what the caller presented, its own certificate first
     * @param way by which way they came
     * @param allow rules one of which must match
     * @param now the time to check at
     */
    public Verdict verify(List<X509Certificate> presented, Way way, PeerRules allow, Instant now) {
        if (presented.isEmpty()) {
            return new Verdict.Refused(new Refusal.NoCertificate(name));
        }
        if (presented.size() > MOST_CERTIFICATES) {
            return new Verdict.Refused(new Refusal.TooManyCertificates(presented.size(), MOST_CERTIFICATES));
        }
        try {
            Built built = present.now();
            Finding found = built.belief().find(presented.toArray(X509Certificate[]::new), now, again);
            Verdict verdict = found.under(allow, way);
            if (!(verdict instanceof Verdict.Known known)) {
                return verdict;
            }
            if (!built.belief().believes(way)) {
                return unvouched(presented.get(0), way);
            }
            built.note(found, known.peer(), now);
            return verdict;
        } catch (UnreadableException e) {
            return new Verdict.Refused(Belief.bad(presented.get(0), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // a parser or provider met what it was not written for
            return new Verdict.Refused(Belief.bad(
                    presented.get(0), "it cannot be verified: " + e.getClass().getName()));
        }
    }

    /**
     * The peer who presented these certificates lately, if all that was found then still holds. Empty says nothing of him:
     * {@link #verify} does. It costs next to nothing where they are the same objects, as a container shows them for one
     * connection, and little where they are equal.
     */
    public Optional<VerifiedPeer> recall(X509Certificate[] presented, Way way, PeerRules allow, Instant now) {
        Built built = present.now();
        Finding known = presented.length == 0 || !built.belief().believes(way)
                ? null
                : built.belief().recall(presented, now);
        if (known != null && known.under(allow, way) instanceof Verdict.Known peer) {
            built.note(known, peer.peer(), now);
            return Optional.of(peer.peer());
        }
        return Optional.empty();
    }

    /**
     * Whether these certificates prove a caller who has this name, be it one of several, and whatever rules would say of him.
     *
     * @param source which part of the certificate must have the name
     */
    public boolean proves(X509Certificate[] presented, Way way, NameSource source, String name, Instant now) {
        Belief belief = present.now().belief();
        if (presented.length == 0 || presented.length > MOST_CERTIFICATES || !belief.believes(way)) {
            return false;
        }
        try {
            return belief.find(presented, now, again).proves(new PeerName(source, name));
        } catch (UnreadableException | RuntimeException e) { // as in verify: nobody is proven
            return false;
        }
    }

    private static Verdict unvouched(X509Certificate certificate, Way way) {
        String proxy = way instanceof Way.Proxied proxied ? proxied.proxy() : "";
        return new Verdict.Refused(new Refusal.UnverifiedByProxy(Presented.label(certificate), proxy));
    }

    /** Says what a trust believes; exactly one of anchors, certificates and container is needed. */
    public static final class Builder {
        private final String name;
        private @Nullable Collection<X509Certificate> anchors;
        private @Nullable Collection<X509Certificate> certificates;
        private @Nullable Map<String, ? extends Collection<X509Certificate>> bundles;
        private boolean container;
        private UsagePolicy usage = UsagePolicy.OPTIONAL;
        private String purpose = ClientUsage.CLIENT_AUTH;
        private AlgorithmPolicy algorithms = AlgorithmPolicy.DEFAULT;
        private CertificatePolicies policies = CertificatePolicies.ANY;
        private AnchorLimits limits = AnchorLimits.BIND;
        private int maxDepth = MOST_ISSUERS;
        private SignatureCheck check = SignatureCheck.OF_JDK;
        private Pins pins = Pins.NONE;
        private @Nullable Transparency transparency;
        private Revocation revocation = Revocation.OFF;
        private @Nullable Background background;
        private @Nullable NameSource nameSource;
        private @Nullable Retiring retiring;
        private @Nullable Learned learned;

        /** What is being retired, until when, and where is written who comes by it. */
        private record Retiring(List<X509Certificate> anchors, Instant until, AnchorLedger ledger) {}

        /** What a trust like this has learned of revocation, if it was to be asked like this. */
        private record Learned(
                Revocation wanted,
                PathRules rules,
                SignatureCheck check,
                @Nullable Background background,
                RevocationCheck revoked) {}

        private Builder(String name) {
            this.name = name;
        }

        private Builder(Builder other) {
            this.name = other.name;
            this.anchors = other.anchors;
            this.certificates = other.certificates;
            this.bundles = other.bundles;
            this.container = other.container;
            this.usage = other.usage;
            this.purpose = other.purpose;
            this.algorithms = other.algorithms;
            this.policies = other.policies;
            this.limits = other.limits;
            this.maxDepth = other.maxDepth;
            this.check = other.check;
            this.pins = other.pins;
            this.transparency = other.transparency;
            this.revocation = other.revocation;
            this.background = other.background;
            this.nameSource = other.nameSource;
            this.retiring = other.retiring;
            this.learned = other.learned;
        }

        /** Believes paths to one of these. */
        public Builder anchors(Collection<X509Certificate> anchors) {
            this.anchors = List.copyOf(anchors);
            return this;
        }

        /**
         * Believes until a date also paths to these anchors, which are being retired: of a caller who can be proven without them,
         * they are not asked. Beside {@link #anchors} only.
         *
         * @param old the anchors
         * @param until from when on they prove nobody
         * @param ledger where is written who comes by them
         */
        public Builder retiring(Collection<X509Certificate> old, Instant until, AnchorLedger ledger) {
            this.retiring = new Retiring(List.copyOf(old), until, ledger);
            return this;
        }

        /** Believes exactly these certificates and no others, if their dates, usage and algorithms are right. */
        public Builder certificates(Collection<X509Certificate> certificates) {
            this.certificates = List.copyOf(certificates);
            return this;
        }

        /**
         * Believes X.509-SVIDs, and nobody whom no rule allows.
         *
         * @param bundles the anchors of each trust domain; a caller is proven by those of his own
         */
        public Builder spiffe(Map<String, ? extends Collection<X509Certificate>> bundles) {
            this.bundles = Map.copyOf(bundles);
            return this;
        }

        /** Believes the path that the container has verified; dates, usage, algorithms and names are still checked. */
        public Builder container() {
            this.container = true;
            return this;
        }

        /** Which usage makes a client certificate. */
        public Builder usage(UsagePolicy usage) {
            this.usage = usage;
            return this;
        }

        /** The extended key usage of a client, instead of {@code clientAuth}, as an object identifier. */
        public Builder purpose(String objectIdentifier) {
            this.purpose = objectIdentifier;
            return this;
        }

        /** Which keys and signatures are strong enough. */
        public Builder algorithms(AlgorithmPolicy policy) {
            this.algorithms = policy;
            return this;
        }

        /** Under which certificate policies paths must be issued. */
        public Builder policies(CertificatePolicies wanted) {
            this.policies = wanted;
            return this;
        }

        /** Whether what an anchor says of itself limits what is below it. */
        public Builder anchorLimits(AnchorLimits limits) {
            this.limits = limits;
            return this;
        }

        /** How many CAs may stand between a caller and an anchor; one that renews its own certificate counts once. */
        public Builder maxDepth(int issuers) {
            if (issuers < 0) {
                throw new IllegalArgumentException("'" + issuers + "' (expected: a number of CAs, 0 or more)");
            }
            this.maxDepth = issuers;
            return this;
        }

        /**
         * Who computes the signatures of certificates, instead of the JDK's own choice: Bouncy Castle is faster with
         * elliptic curves. It need not be installed. What it has no algorithm for, the JDK computes.
         *
         * <p><b>The provider is then part of what is trusted</b>: if it takes a forged signature for a right one, everybody
         * is known by whatever name he likes, for the JDK does not compute it again. Keep it up to date as you do the JDK.
         * Whatever it computes, the algorithms of this trust and {@code jdk.certpath.disabledAlgorithms} still bind.
         */
        public Builder signatureProvider(Provider provider) {
            this.check = new SignatureCheck(Optional.of(provider));
            return this;
        }

        /** Which keys, one of them at least, the path of every caller must have; one must be a backup. */
        public Builder pins(Pins pins) {
            this.pins = pins;
            return this;
        }

        /** To which logs the certificate of every caller must have been shown. */
        public Builder transparency(Transparency transparency) {
            this.transparency = transparency;
            return this;
        }

        /** What to do about certificates that were revoked; nothing without this. */
        public Builder revocation(Revocation wanted) {
            this.revocation = wanted;
            return this;
        }

        /**
         * Who fetches and watches folders beside the requests, if revocation asks for that. It belongs to whoever made it, and
         * closing it ends what this trust does there.
         */
        public Builder background(Background working) {
            this.background = working;
            return this;
        }

        /** The one source that names the peer, instead of the default order. */
        public Builder nameSource(NameSource source) {
            this.nameSource = source;
            return this;
        }

        /** Checks everything; {@link IllegalArgumentException} says what is missing. */
        public ClientTrust build() {
            int believed = (anchors == null ? 0 : 1)
                    + (certificates == null ? 0 : 1)
                    + (bundles == null ? 0 : 1)
                    + (container ? 1 : 0);
            boolean asksOfPaths = !policies.equals(CertificatePolicies.ANY)
                    || maxDepth != MOST_ISSUERS
                    || transparency != null
                    || revocation.mode() != RevocationMode.OFF;
            boolean lacksBackground = revocation.needsBackground() && background == null;
            new Combination(name, believed, anchors != null || bundles != null, asksOfPaths, lacksBackground).check();
            if (retiring != null && anchors == null) {
                throw new IllegalArgumentException(
                        "the trust " + name + " has anchors that are retiring, but no others");
            }
            PathRules rules = new PathRules(usage(), algorithms, policies, maxDepth);
            RevocationCheck revoked = revoked(rules);
            Proof proof = proof(rules, revoked);
            if (!pins.equals(Pins.NONE)) {
                pins.requireBackup(name, proof.believed());
            }
            return new ClientTrust(
                    name,
                    new Built(
                            new Builder(this),
                            belief(proof, revoked.epoch()),
                            retiring == null ? null : retiring.ledger()));
        }

        private Belief belief(Proof proof, Epoch epoch) {
            Naming naming = new Naming(name, Optional.ofNullable(nameSource), proof.needsRules());
            List<Demand> demands = Stream.concat(
                            Stream.of(pins.of(name)),
                            Stream.ofNullable(transparency).map(logged -> logged.of(name)))
                    .toList();
            return new Belief(usage(), algorithms, naming, proof, pins, demands, epoch);
        }

        /** Made once for all that are built like this: it works beside the requests, and has learned something. */
        private RevocationCheck revoked(PathRules rules) {
            Learned known = learned;
            if (known != null
                    && known.wanted().equals(revocation)
                    && known.rules().equals(rules)
                    && known.check().equals(check)
                    && Objects.equals(known.background(), background)) {
                return known.revoked();
            }
            RevocationCheck made = RevocationCheck.of(revocation, rules, check, Optional.ofNullable(background));
            learned = new Learned(revocation, rules, check, background, made);
            return made;
        }

        private Proof proof(PathRules rules, RevocationCheck revoked) {
            if (certificates != null) {
                return new ExactProof(name, Believed.parsed(name, certificates, "certificates"));
            }
            AnchorProofs proofs = new AnchorProofs(name, rules, check, revoked, limits, pins);
            if (anchors == null) {
                return bundles != null ? proofs.spiffe(bundles) : new ContainerProof(usage(), algorithms, check);
            }
            AnchorProof staying = proofs.of(anchors, "anchors");
            return retiring == null
                    ? staying
                    : new OverlapProof(staying, proofs.of(retiring.anchors(), "retiring anchors"), retiring.until());
        }

        private List<Expiring> crls() {
            return learned == null
                    ? List.of()
                    : learned.revoked().source().crls().stream()
                            .map(crl -> Expiring.crl(
                                    name,
                                    crl.issuer(),
                                    crl.thisUpdate(),
                                    crl.end(revocation.maximumAge(crl.isAboutCallers()))))
                            .toList();
        }

        private ClientUsage usage() {
            return new ClientUsage(usage, purpose);
        }
    }
}
