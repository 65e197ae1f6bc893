// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.EventSink;
import dev.sallyport.RequireClientCert;
import dev.sallyport.fetch.Background;
import dev.sallyport.gate.Policy;
import dev.sallyport.gate.Requirement;
import dev.sallyport.keys.Followed;
import dev.sallyport.keys.KeyUses;
import dev.sallyport.peer.AnchorLedger;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.proxy.TrustedProxies;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the settings and collects every problem, until {@link #configured()} is asked for.
 *
 * <p>An empty value says nothing, so that it never widens what another source allows. Belongs to the start of one
 * application: not for use by many threads.
 */
public final class Settings {

    private final Findings findings = new Findings();
    private final Requirements requirements;
    private final Policy policy;
    private final List<GuardedPatterns> guarded;
    private final PrincipalMode principal;
    private final TrustedProxies proxies;
    private final List<Background> backgrounds;
    private final List<Followed> followed;
    private final List<AnchorLedger> ledgers;
    private final List<ClientTrust> trusts;
    private final WatchSettings watch;
    private final Optional<ServerKey> serverKey;

    private Settings(
            List<Source> sources, String contextPath, FileAccess files, InstantSource clock, EventSink events) {
        UnknownKeys.report(sources, findings);
        Contradictions.report(sources, findings);
        Values values = new Values(sources, findings);
        Trusts trusts =
                Trusts.read(values, files, () -> new Background(clock, events), events, clock.instant(), findings);
        this.backgrounds = trusts.backgrounds();
        this.followed = trusts.followed();
        this.ledgers = trusts.ledgers();
        this.trusts = List.copyOf(trusts.usable().values());
        this.watch = WatchSettings.read(values, findings);
        this.requirements = new Requirements(trusts, findings);
        this.guarded = requirements.patterns(values);
        this.policy = TransportSettings.policy(
                values,
                contextPath,
                trusts.usable(),
                requirements.identity(values),
                Roles.read(values, trusts.names(), requirements, findings),
                findings);
        this.proxies = ProxySettings.read(values, requirements, policy, findings);
        this.principal = values.read(Setting.PRINCIPAL, text -> Values.constant(PrincipalMode.class, text));
        CareSettings care = CareSettings.read(values, findings);
        care.judge(JavaProcess.current(), findings);
        KeyUses uses = KeyUses.unpublished();
        this.serverKey = new ServerKeySettings(values, files, care, uses, findings).read(clock.instant());
        Outbounds.read(values, files, care, uses.trial(), clock.instant(), findings);
    }

    /**
     * Reads everything that the sources say.
     *
     * @param sources in any order; which overrides which is told by their kinds, and two of one kind must agree
     * @param contextPath the application's, empty for the root
     * @param files where files are read
     * @param clock the time, now to warn of trust anchors that have expired, later to fetch
     * @param events where is told later what cannot be fetched
     */
    public static Settings read(
            List<Source> sources, String contextPath, FileAccess files, InstantSource clock, EventSink events) {
        return new Settings(sources, contextPath, files, clock, events);
    }

    /** The key that the server shows, if it is named and usable. */
    public Optional<ServerKey> serverKey() {
        return serverKey;
    }

    /**
     * How servers are called, and nothing else of what the sources say.
     *
     * @param sources in any order; which overrides which is told by their kinds, and two of one kind must agree
     * @param files where files are read
     * @param now the time to judge dates at
     * @param advice is told what is allowed but should be known
     * @return those that the settings name, by their names
     * @throws SettingsException with every problem
     */
    public static Map<String, OutboundSettings> outbound(
            List<Source> sources, FileAccess files, Instant now, Consumer<String> advice) {
        List<Source> own = sources.stream().map(Outbounds::only).toList();
        Findings findings = new Findings();
        UnknownKeys.report(own, findings);
        Contradictions.report(own, findings);
        Values values = new Values(own, findings);
        CareSettings care = CareSettings.read(values);
        care.judge(JavaProcess.current(), findings);
        Map<String, OutboundSettings> all = Outbounds.read(values, files, care, KeyUses.unpublished(), now, findings);
        if (!findings.problems().isEmpty()) {
            throw new SettingsException(findings.problems());
        }
        findings.advice().forEach(advice);
        return all;
    }

    /** Adds a problem that somebody else found. */
    public void problem(String problem) {
        findings.problem(problem);
    }

    /** Adds advice that somebody else has. */
    public void advice(String sentence) {
        findings.advice(sentence);
    }

    /**
     * What an annotation requires; empty if that is a problem.
     *
     * @param where the class or method that bears it, for the problem
     */
    public Optional<Requirement> requirement(RequireClientCert annotation, String where) {
        String place = "@RequireClientCert on " + where;
        return requirements.of(
                new Wanted(annotation.trust(), place, List.of(annotation.allow()), place, annotation.via(), false));
    }

    /** What a mapped {@code ClientCertFilter} requires; empty if that is a problem. */
    public Optional<Requirement> clientCertFilter(String filterName, Map<String, String> initParams) {
        return requirements.ofFilter(filterName, initParams);
    }

    /**
     * What the settings say, if everything is well.
     *
     * @throws SettingsException with every problem found until now
     */
    public Configured configured() {
        if (!findings.problems().isEmpty()) {
            throw new SettingsException(findings.problems());
        }
        return new Configured(
                policy,
                guarded,
                principal,
                proxies,
                backgrounds,
                followed,
                serverKey,
                ledgers,
                trusts,
                watch,
                findings.advice());
    }
}
