// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.gate;

import dev.sallyport.Decision;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.RequestFacts;
import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.Verdict;
import dev.sallyport.peer.VerifiedPeer;
import dev.sallyport.transport.TlsProfile;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one request; touches no servlet, no clock, no file. Safe for use by many threads.
 *
 * <p>{@link #arrive} is asked once, for the way the request came; {@link #require} for each requirement on its way.
 */
public final class Gate {

    private static final List<String> METHOD_OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private final Policy policy;

    /** A gate that holds to this policy. */
    public Gate(Policy policy) {
        this.policy = policy;
    }

    /** What it holds to. */
    public Policy policy() {
        return policy;
    }

    /** Whether the request came over HTTPS, and over TLS that is good enough. */
    public Decision arrive(RequestFacts facts) {
        return facts.secure() ? tls(facts) : plain(facts);
    }

    /** Whether the caller meets the requirement, and who he is. */
    public Decision require(RequestFacts facts, Requirement requirement, Instant now) {
        if (facts.certificates().isEmpty() && policy.passPreflight() && preflight(facts)) {
            return Decision.Proceed.PLAINLY;
        }
        if (facts.early() && facts.way() instanceof Way.Proxied proxied) {
            return refuse(new Refusal.TooEarly(proxied.proxy()), requirement.reportOnly());
        }
        return requirement
                .trust()
                .verify(facts.certificates(), facts.way(), requirement.allow(), now)
                .either(
                        peer -> came(peer, requirement),
                        refusal -> refuse(refusal, requirement.reportOnly() || refusal.reportOnly()));
    }

    private static Decision came(VerifiedPeer peer, Requirement requirement) {
        return requirement.via().allows(peer.way())
                ? peer.proceed()
                : refuse(new Refusal.WrongWay(peer.getName(), peer.way(), requirement.via()), requirement.reportOnly());
    }

    /** Whether a secure request arrives by its cipher suite alone; if not, {@link #arrive} says what becomes of it. */
    public boolean welcomes(@Nullable String cipherSuite) {
        return policy.tls() == TlsProfile.OFF
                || (cipherSuite != null && policy.tls().accepts(cipherSuite));
    }

    /** As {@link #require}, if these very certificates met the requirement lately; null otherwise, which says nothing. */
    public Decision.@Nullable Proceed recall(
            X509Certificate[] presented, Way way, Requirement requirement, Instant now) {
        if (!requirement.via().allows(way)) {
            return null;
        }
        Optional<VerifiedPeer> peer = requirement.trust().recall(presented, way, requirement.allow(), now);
        return peer.isPresent() ? peer.get().proceed() : null;
    }

    /** Who calls where nothing requires it, if {@code identity.trust} asks for it and the caller can prove it. */
    public Optional<PeerIdentity> identify(RequestFacts facts, Instant now) {
        return facts.certificates().isEmpty()
                ? Optional.empty()
                : policy.identity().flatMap(wanted -> known(wanted, facts, now));
    }

    /**
     * Whether a session may go on with who came with it: with its owner, by whatever trust he is known at the moment.
     *
     * @param owner what {@link #owner} has said when it was bound
     * @param caller who calls, as far as that was asked
     */
    public Decision session(
            String owner, Optional<PeerIdentity> caller, X509Certificate[] presented, Way way, Instant now) {
        Optional<SessionOwner> wanted = SessionOwner.parse(owner);
        boolean same = caller.isPresent() && owner(caller.get()).equals(owner);
        if (same || wanted.filter(of -> isShown(of, presented, way, now)).isPresent()) {
            return Decision.Proceed.PLAINLY;
        }
        String who = caller.map(PeerIdentity::toString)
                .orElse(presented.length == 0 ? "no certificate" : "a certificate that does not prove that");
        String whose = wanted.map(SessionOwner::toString).orElse(owner);
        return refuse(new Refusal.SessionMismatch(whose, who), policy.sessions() == SessionBinding.REPORT_ONLY);
    }

    /** What is kept in a session of this peer. */
    public static String owner(PeerIdentity peer) {
        return SessionOwner.of(peer).text();
    }

    private boolean isShown(SessionOwner owner, X509Certificate[] presented, Way way, Instant now) {
        ClientTrust trust = policy.trusts().get(owner.trust());
        return trust != null && trust.proves(presented, way, owner.source(), owner.name(), now);
    }

    /** Whether the peer has this role: one of its rules matches him, and its own trust has proven him. */
    public boolean hasRole(PeerIdentity peer, String role) {
        Requirement needed = policy.roles().get(role);
        return needed != null && admits(peer, needed);
    }

    /** Every role of the peer. */
    public Set<String> roles(PeerIdentity peer) {
        return policy.roles().entrySet().stream()
                .filter(role -> admits(peer, role.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the trust of the requirement has proven the peer, and its rules admit him. */
    public static boolean admits(PeerIdentity peer, Requirement requirement) {
        return peer instanceof VerifiedPeer verified
                && verified.trust().equals(requirement.trust().name())
                && requirement.allow().admit(verified);
    }

    private static Optional<PeerIdentity> known(Requirement wanted, RequestFacts facts, Instant now) {
        Verdict verdict = wanted.trust().verify(facts.certificates(), facts.way(), wanted.allow(), now);
        return verdict.either(Optional::of, refusal -> Optional.empty());
    }

    private Decision plain(RequestFacts facts) {
        Decision decision = policy.https().decide(facts);
        return policy.httpsReportOnly() ? decision.either(goesOn -> goesOn, Gate::unredirected, Gate::told) : decision;
    }

    private Decision tls(RequestFacts facts) {
        TlsProfile profile = policy.tls();
        boolean strong = profile == TlsProfile.OFF
                || facts.cipherSuite().map(profile::accepts).orElseGet(policy::acceptUnknownSuite);
        return strong
                ? Decision.Proceed.PLAINLY
                : refuse(
                        new Refusal.WeakTls(
                                facts.cipherSuite().orElse("(unknown)"),
                                profile.name().toLowerCase(Locale.ROOT)),
                        policy.tlsReportOnly());
    }

    private static Decision unredirected(Decision.Redirect redirect) {
        return Decision.Proceed.despite(new Refusal.Plaintext("it would be sent to " + redirect.location()));
    }

    private static Decision told(Decision.Refuse refuse) {
        return Decision.Proceed.despite(refuse.refusal());
    }

    private static Decision refuse(Refusal refusal, boolean reportOnly) {
        return reportOnly ? Decision.Proceed.despite(refusal) : new Decision.Refuse(refusal);
    }

    /** A browser's question before a cross-origin request, and surely nothing else. */
    private static boolean preflight(RequestFacts facts) {
        return facts.method().equals("OPTIONS")
                && facts.headers().has("Origin")
                && facts.headers().has("Access-Control-Request-Method")
                && METHOD_OVERRIDES.stream().noneMatch(facts.headers()::has);
    }
}
