// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.Event;
import dev.sallyport.EventSink;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.RequestFacts;
import dev.sallyport.gate.Gate;
import dev.sallyport.gate.Requirement;
import dev.sallyport.servlet.Exchange.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where all filters of one application meet: shut until the settings are proven, then the gate, the clock and the events.
 * Safe for use by many threads.
 */
final class Gatehouse {

    private static final String EVERYBODY = "**";

    private final EventSink events;
    private final InstantSource clock;
    private final AtomicBoolean toldNeverAsked = new AtomicBoolean();
    private volatile boolean everPresented;
    private volatile @Nullable Open open;

    /**
     * What holds once the settings are proven.
     *
     * @param servlets what each guarded servlet requires, by its name
     * @param enforcesHttps whether a filter that stands for HTTPS is there
     * @param sendsHsts whether a filter that stands for HSTS is there
     * @param replacesPrincipal whether the peer takes the place of a caller whom the container knows
     */
    record Open(
            Gate gate,
            Map<String, List<Requirement>> servlets,
            boolean enforcesHttps,
            boolean sendsHsts,
            boolean replacesPrincipal) {}

    Gatehouse(EventSink events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
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

    /** Promises HSTS on this response, if it leaves over HTTPS. */
    void promise(Exchange exchange, GuardedResponse response) {
        Open now = open;
        if (now != null && now.sendsHsts() && exchange.facts().secure()) {
            now.gate().policy().hsts().ifPresent(response::promise);
        }
    }

    /** Where to send the request instead; {@link RefusedException} if the way it came is refused. */
    Optional<Decision.Redirect> arrive(Exchange exchange) {
        Open now = opened();
        RequestFacts facts = exchange.facts();
        if (!everPresented && !facts.certificates().isEmpty()) {
            everPresented = true;
        }
        return exchange.decision(
                        now.gate(),
                        () -> now.enforcesHttps() ? told(now.gate().arrive(facts), facts) : Decision.Proceed.PLAINLY)
                .either(proceed -> Optional.empty(), Optional::of, refuse -> {
                    throw new RefusedException(refuse.refusal());
                });
    }

    /** The caller who meets the requirement; {@link RefusedException} if nobody does. */
    Caller require(Exchange exchange, Requirement requirement) {
        Gate gate = opened().gate();
        RequestFacts facts = exchange.facts();
        return exchange.decision(requirement, () -> told(gate.require(facts, requirement, clock.instant()), facts))
                .either(
                        proceed -> new Caller(true, proceed.peer()),
                        redirect -> {
                            throw new IllegalStateException("a requirement redirects nobody");
                        },
                        refuse -> {
                            throw new RefusedException(refuse.refusal());
                        });
    }

    /** The caller who meets every one of them; {@link RefusedException} if he does not. */
    Caller require(Exchange exchange, List<Requirement> requirements) {
        Caller caller = identify(exchange);
        for (Requirement requirement : requirements) {
            caller = require(exchange, requirement);
        }
        return caller;
    }

    /** The caller who may reach the servlet of this name. */
    Caller reach(String servlet, Exchange exchange) {
        return require(exchange, opened().servlets().getOrDefault(servlet, List.of()));
    }

    /** The caller where this filter requires nothing: as before, or as {@code identity.trust} knows him. */
    Caller identify(Exchange exchange) {
        Gate gate = opened().gate();
        return exchange.caller().asked() || gate.policy().identity().isEmpty()
                ? exchange.caller()
                : new Caller(true, gate.identify(exchange.facts(), clock.instant()));
    }

    /** Tells the operator of the refusal, once; the id joins what the caller gets with what the operator sees. */
    String tell(Refusal refusal, Exchange exchange) {
        return exchange.idOf(refusal, () -> {
            String id = "urn:uuid:" + UUID.randomUUID();
            RequestFacts facts = exchange.facts();
            events.accept(new Event.Refused(id, refusal, facts.method(), path(facts), facts.remoteAddress()));
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
                .ifPresent(refusal -> events.accept(
                        new Event.WouldRefuse(refusal, facts.method(), path(facts), facts.remoteAddress())));
        return decision;
    }

    private Open opened() {
        Open now = open;
        if (now == null) {
            throw new RefusedException(new Refusal.NotReady("the settings are not proven, or they are wrong"));
        }
        return now;
    }

    /** Neither the query nor path parameters: both may hold secrets. */
    private static String path(RequestFacts facts) {
        return facts.target().split("[?;]", 2)[0];
    }
}
