// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.Event;
import dev.sallyport.EventSink;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.RequestFacts;
import dev.sallyport.Way;
import dev.sallyport.gate.Gate;
import dev.sallyport.gate.Requirement;
import dev.sallyport.gate.SessionBinding;
import dev.sallyport.proxy.Arrival;
import dev.sallyport.proxy.ForwardingHeaders;
import dev.sallyport.proxy.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where all filters of one application meet: shut until the settings are proven, then the gate, the clock and the events.
 * Safe for use by many threads.
 */
final class Gatehouse {

    private static final String EVERYBODY = "**";

    private final EventSink events;
    private final Hidden hidden;
    private final InstantSource clock;
    private final BoundSessions sessions = new BoundSessions(this);
    private final Endpoints endpoints = new Endpoints();
    private final List<String> forgeries;
    private final AtomicBoolean toldNeverAsked = new AtomicBoolean();
    private final Set<String> toldEnded = ConcurrentHashMap.newKeySet();
    private volatile boolean everPresented;
    private volatile @Nullable Open open;

    /**
     * What holds once the settings are proven.
     *
     * @param servlets what each guarded servlet requires, by its name
     * @param enforcesHttps whether a filter that stands for HTTPS is there
     * @param hsts the header that a filter which stands for HSTS sends; empty if there is none, or nothing to send
     * @param replacesPrincipal whether the peer takes the place of a caller whom the container knows
     * @param proxies who is believed about callers behind them
     * @param rest the Jakarta REST applications, which must have loaded their guards
     */
    record Open(
            Gate gate,
            Map<String, List<Requirement>> servlets,
            boolean enforcesHttps,
            Optional<String> hsts,
            boolean replacesPrincipal,
            TrustedProxies proxies,
            RestApplications rest) {}

    Gatehouse(EventSink events, InstantSource clock, List<String> forgeries) {
        this.events = events;
        this.hidden = new Hidden(events);
        this.clock = clock;
        this.forgeries = forgeries;
    }

    void open(Open proven) {
        open = proven;
    }

    boolean isOpen() {
        return open != null;
    }

    boolean replacesPrincipal() {
        Open now = open;
        return now != null && now.replacesPrincipal();
    }

    /** Whether the peer is in this role; every peer is in {@code **} (Servlet 6.0, section 13.3). */
    boolean isInRole(PeerIdentity peer, @Nullable String role) {
        return role != null && (role.equals(EVERYBODY) || opened().gate().hasRole(peer, role));
    }

    /** Whether sessions belong to peers; they do not where nobody can be known. */
    boolean bindsSessions() {
        Open now = open;
        return now != null
                && now.gate().policy().sessions() != SessionBinding.INSECURE_OFF
                && !now.gate().policy().trusts().isEmpty();
    }

    /** {@link RefusedException} unless a session of this owner may go on with who came with it. */
    void share(String owner, Exchange exchange, Decision.Proceed caller) {
        Decision found =
                opened().gate().session(owner, caller.peer(), exchange.presented(), exchange.way(), clock.instant());
        if (found.equals(Decision.Proceed.PLAINLY)) {
            return;
        }
        Decision told = exchange.decided(sessions);
        if (told == null) {
            told = exchange.decide(sessions, told(found, exchange.facts()));
        }
        if (told instanceof Decision.Refuse refuse) {
            throw new RefusedException(refuse.refusal());
        }
    }

    /** The WebSocket endpoints that require something. */
    Endpoints endpoints() {
        return endpoints;
    }

    BoundSessions sessions() {
        return sessions;
    }

    /** Every role that the settings give to the peer. */
    Set<String> roles(PeerIdentity peer) {
        return opened().gate().roles(peer);
    }

    /** How a request came that a trusted proxy sent, or why nobody can tell; null if it came directly. */
    @Nullable Arrival arrival(HttpServletRequest request, boolean secure, X509Certificate[] presented) {
        for (int i = 0; secure && i < forgeries.size(); i++) {
            String header = forgeries.get(i);
            if (request.getHeader(header) != null) {
                return Arrival.refused(new Refusal.ForwardedConflict(
                        "the header " + header, "this container can be set to take it for what TLS has shown"));
            }
        }
        TrustedProxies proxies = proxies();
        return proxies.isEmpty()
                ? null
                : proxies.arrival(Facts.connection(request, secure), presented, clock.instant());
    }

    /** The headers by which proxies speak. */
    ForwardingHeaders headers() {
        return proxies().headers();
    }

    /** A header was hidden from the application. */
    void hid(String name, String remoteAddress) {
        hidden.count(name, remoteAddress);
    }

    private TrustedProxies proxies() {
        Open now = open;
        return now == null ? TrustedProxies.NONE : now.proxies();
    }

    /** Promises HSTS on this response, if it leaves over HTTPS. */
    void promise(Exchange exchange, GuardedResponse response) {
        Open now = open;
        if (now != null && now.hsts().isPresent() && exchange.isSecure()) {
            response.promise(now.hsts().get());
        }
    }

    /** Where to send the request instead; {@link RefusedException} if the way it came is refused. */
    Optional<Decision.Redirect> arrive(Exchange exchange) {
        Open now = opened();
        if (!everPresented && exchange.presented().length > 0) {
            everPresented = true;
        }
        if (exchange.hasArrived()) {
            return Optional.empty();
        }
        exchange.misstated().ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        if (!now.enforcesHttps() || (exchange.isSecure() && now.gate().welcomes(exchange.cipherSuite()))) {
            exchange.arrive();
            return Optional.empty();
        }
        Decision decided = exchange.decided(now.gate());
        Decision decision = decided != null
                ? decided
                : exchange.decide(now.gate(), told(now.gate().arrive(exchange.facts()), exchange.facts()));
        return decision.either(proceed -> Optional.empty(), Optional::of, refuse -> {
            throw new RefusedException(refuse.refusal());
        });
    }

    /**
     * As {@link #arrive}, before the filters: where the container does not tell the cipher suite yet, as Open Liberty, that
     * is left to the front filter, which stands before all that a caller can reach.
     */
    Optional<Decision.Redirect> arriveEarly(Exchange exchange) {
        if (!exchange.isSecure() || exchange.cipherSuite() != null) {
            return arrive(exchange);
        }
        exchange.misstated().ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        return Optional.empty();
    }

    /** The caller who meets the requirement; {@link RefusedException} if nobody does. */
    Decision.Proceed require(Exchange exchange, Requirement requirement) {
        Decision decided = exchange.decided(requirement);
        Decision decision = decided != null ? decided : exchange.decide(requirement, decide(exchange, requirement));
        return decision.either(
                proceed -> proceed,
                redirect -> {
                    throw new IllegalStateException("a requirement redirects nobody");
                },
                refuse -> {
                    throw new RefusedException(refuse.refusal());
                });
    }

    private Decision decide(Exchange exchange, Requirement requirement) {
        Gate gate = opened().gate();
        Instant now = clock.instant();
        Decision.Proceed known = gate.recall(exchange.presented(), exchange.way(), requirement, now);
        if (known != null && !exchange.isEarly()) {
            exchange.keepArrival();
            return known;
        }
        tellEnded(requirement, now);
        Decision decision = told(gate.require(exchange.facts(), requirement, now), exchange.facts());
        if (decision instanceof Decision.Proceed proceed && proceed.peer().isPresent()) {
            exchange.keepArrival();
        }
        return decision;
    }

    /** What is remembered of a caller ends with the pins, so that somebody comes by here. */
    private void tellEnded(Requirement requirement, Instant now) {
        String trust = requirement.trust().name();
        requirement
                .trust()
                .unpinnedSince(now)
                .filter(since -> toldEnded.add(trust))
                .ifPresent(since -> events.accept(new Event.PinsEnded(trust, since)));
    }

    /** The caller who meets every one of them, {@link RefusedException} if he does not; as {@link #identify} where there are none. */
    Decision.Proceed require(Exchange exchange, List<Requirement> requirements) {
        return requirements.isEmpty() ? identify(exchange) : require(exchange, exchange.caller(), requirements);
    }

    /** The same, or the caller so far where there are none. */
    Decision.Proceed require(Exchange exchange, Decision.Proceed before, List<Requirement> requirements) {
        Decision.Proceed caller = before;
        for (int i = 0; i < requirements.size(); i++) { // an iterator would be the only garbage
            caller = require(exchange, requirements.get(i));
        }
        return caller;
    }

    /** What the caller of each guarded servlet must meet, by its name. */
    Map<String, List<Requirement>> servlets() {
        return opened().servlets();
    }

    /** The caller where this filter requires nothing: as before, or as {@code identity.trust} knows him. */
    Decision.Proceed identify(Exchange exchange) {
        Gate gate = opened().gate();
        Optional<Requirement> wanted = gate.policy().identity();
        if (wanted.isEmpty() || Exchange.asked(exchange.caller())) {
            return exchange.caller();
        }
        Instant now = clock.instant();
        Decision.Proceed known = gate.recall(exchange.presented(), exchange.way(), wanted.get(), now);
        if (known != null) {
            return known;
        }
        Optional<PeerIdentity> peer = gate.identify(exchange.facts(), now);
        if (peer.isPresent()) {
            exchange.keepArrival();
        }
        return new Decision.Proceed(peer, Optional.empty());
    }

    /** Tells the operator of the refusal, once; the id joins what the caller gets with what the operator sees. */
    String tell(Refusal refusal, Exchange exchange) {
        return exchange.idOf(refusal, () -> {
            String id = "urn:uuid:" + UUID.randomUUID();
            RequestFacts facts = exchange.facts();
            events.accept(new Event.Refused(id, refusal, facts.method(), path(facts), sender(facts)));
            if (refusal instanceof Refusal.NoCertificate
                    && !everPresented
                    && toldNeverAsked.compareAndSet(false, true)) {
                events.accept(new Event.NeverAsked());
            }
            return id;
        });
    }

    private Decision told(Decision decision, RequestFacts facts) {
        decision.either(
                        Decision.Proceed::tolerated,
                        redirect -> Optional.<Refusal>empty(),
                        refuse -> Optional.<Refusal>empty())
                .ifPresent(refusal ->
                        events.accept(new Event.WouldRefuse(refusal, facts.method(), path(facts), sender(facts))));
        return decision;
    }

    private Open opened() {
        Open now = open;
        if (now == null) {
            throw new RefusedException(new Refusal.NotReady("the settings are not proven, or they are wrong"));
        }
        now.rest().check();
        return now;
    }

    /** The client's address, and the proxy that tells it. */
    private static String sender(RequestFacts facts) {
        return facts.way() instanceof Way.Proxied proxied
                ? facts.remoteAddress() + " through " + proxied.proxy()
                : facts.remoteAddress();
    }

    /** Neither the query nor path parameters: both may hold secrets. */
    private static String path(RequestFacts facts) {
        return facts.target().split("[?;]", 2)[0];
    }
}
