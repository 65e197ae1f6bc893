// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.NameSource;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.fetch.Background;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
 * <p>Immutable but for that, and safe for use by many threads.
 */
public final class ClientTrust {

    private static final int MOST_CERTIFICATES = 64;
    private static final int MOST_ISSUERS = 16;

    private final String name;
    private final ClientUsage usage;
    private final AlgorithmPolicy algorithms;
    private final Naming naming;
    private final Proof proof;
    private final Pins pins;
    private final List<Demand> demands;
    private final VerdictCache verdicts;

    private ClientTrust(Builder builder, Proof proof, Epoch epoch) {
        this.name = builder.name;
        this.usage = builder.usage();
        this.algorithms = builder.algorithms;
        this.naming = new Naming(builder.name, Optional.ofNullable(builder.nameSource), proof.needsRules());
        this.proof = proof;
        this.pins = builder.pins;
        this.demands = Stream.concat(
                        Stream.of(pins.of(name)),
                        Stream.ofNullable(builder.transparency).map(logged -> logged.of(name)))
                .toList();
        this.verdicts = new VerdictCache(new Turns(proof.believed()), epoch);
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
        return pins.keys().isEmpty() || pins.bindAt(now) ? Optional.empty() : Optional.of(pins.until());
    }

    /** Whether nobody may call whom no rule allows, also where there are no rules. */
    public boolean needsRules() {
        return naming.needsRules();
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
            Verdict verdict =
                    finding(presented.toArray(X509Certificate[]::new), now).under(allow, way);
            return verdict instanceof Verdict.Known && !proof.believes(way)
                    ? unvouched(presented.get(0), way)
                    : verdict;
        } catch (UnreadableException e) {
            return new Verdict.Refused(bad(presented.get(0), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // a parser or provider met what it was not written for
            return new Verdict.Refused(bad(
                    presented.get(0), "it cannot be verified: " + e.getClass().getName()));
        }
    }

    /**
     * The peer who presented these certificates lately, if all that was found then still holds. Empty says nothing of him:
     * {@link #verify} does. It costs next to nothing where they are the same objects, as a container shows them for one
     * connection, and little where they are equal.
     */
    public Optional<VerifiedPeer> recall(X509Certificate[] presented, Way way, PeerRules allow, Instant now) {
        Finding known = presented.length == 0 || !proof.believes(way) ? null : verdicts.recall(presented, now);
        return known != null && known.under(allow, way) instanceof Verdict.Known peer
                ? Optional.of(peer.peer())
                : Optional.empty();
    }

    /**
     * Whether these certificates prove a caller who has this name, be it one of several, and whatever rules would say of him.
     *
     * @param source which part of the certificate must have the name
     */
    public boolean proves(X509Certificate[] presented, Way way, NameSource source, String name, Instant now) {
        if (presented.length == 0 || presented.length > MOST_CERTIFICATES || !proof.believes(way)) {
            return false;
        }
        try {
            return finding(presented, now).proves(new PeerName(source, name));
        } catch (UnreadableException | RuntimeException e) { // as in verify: nobody is proven
            return false;
        }
    }

    private Finding finding(X509Certificate[] presented, Instant now) throws UnreadableException {
        Finding known = verdicts.recall(presented, now);
        return known == null ? verdicts.find(Presented.own(List.of(presented)), now, this::find) : known;
    }

    private static Verdict unvouched(X509Certificate certificate, Way way) {
        String proxy = way instanceof Way.Proxied proxied ? proxied.proxy() : "";
        return new Verdict.Refused(new Refusal.UnverifiedByProxy(Presented.label(certificate), proxy));
    }

    private Finding find(List<X509Certificate> presented, Instant now) {
        try {
            return findReadable(presented, now);
        } catch (UnreadableException e) {
            return new Finding.Refused(bad(presented.get(0), String.valueOf(e.getMessage())));
        }
    }

    private Finding findReadable(List<X509Certificate> presented, Instant now) throws UnreadableException {
        Presented.requireBearable(presented);
        X509Certificate own = presented.get(0);
        Presented leaf = Presented.read(own);
        List<X509Certificate> others = new ArrayList<>();
        for (X509Certificate other : presented) {
            if (!other.equals(own) && !others.contains(other)) {
                others.add(other);
            }
        }
        Optional<Refusal> refusal = Dates.refuse(own, now)
                .or(() -> usage.refuse(own, leaf.fields()))
                .or(() -> algorithms.refuse(own));
        if (refusal.isPresent()) {
            return new Finding.Refused(refusal.get());
        }
        Proof.Result proven = proof.prove(leaf, others, now);
        return proven.refusal()
                .<Finding>map(found -> new Finding.Refused(found, proven.until()))
                .orElseGet(() ->
                        Finding.of(leaf, proven.chain(), naming, Demand.ask(demands, leaf, proven, now), this::verify));
    }

    private static Refusal bad(X509Certificate certificate, String reason) {
        return new Refusal.BadCertificate(Presented.label(certificate), reason);
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

        private Builder(String name) {
            this.name = name;
        }

        /** Believes paths to one of these. */
        public Builder anchors(Collection<X509Certificate> anchors) {
            this.anchors = List.copyOf(anchors);
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
            PathRules rules = new PathRules(usage(), algorithms, policies, maxDepth);
            RevocationCheck revoked = RevocationCheck.of(revocation, rules, check, Optional.ofNullable(background));
            Proof proof = proof(rules, revoked);
            if (!pins.equals(Pins.NONE)) {
                pins.requireBackup(name, proof.believed());
            }
            return new ClientTrust(this, proof, revoked.epoch());
        }

        private Proof proof(PathRules rules, RevocationCheck revoked) {
            if (certificates != null) {
                return new ExactProof(name, Believed.parsed(name, certificates, "certificates"));
            }
            AnchorProofs proofs = new AnchorProofs(name, rules, check, revoked, limits, pins);
            if (anchors != null) {
                return proofs.of(anchors, "anchors");
            }
            return bundles != null ? proofs.spiffe(bundles) : new ContainerProof(usage(), algorithms, check);
        }

        private ClientUsage usage() {
            return new ClientUsage(usage, purpose);
        }
    }
}
