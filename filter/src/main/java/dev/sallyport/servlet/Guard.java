// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.RequireClientCert;
import dev.sallyport.config.SettingsException;
import dev.sallyport.gate.Gate;
import dev.sallyport.gate.Requirement;
import dev.sallyport.peer.VerifiedPeer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Asks for other programming models what a guarded servlet is asked: the way in for the CDI extension. */
public final class Guard {

    /**
     * The servlet context attribute with the annotated classes, a {@code Set<Class<?>>}, that are no servlets. Whoever guards
     * them removes it before the filters are initialised; if any are left then, the application stays shut.
     */
    public static final String UNGUARDED_CLASSES = "dev.sallyport.servlet.unguarded";

    private Guard() {}

    /** Whether Sallyport stands before this application, so that identities can exist at all. */
    public static boolean standsBefore(ServletContext context) {
        return Deployment.begun(context).isPresent();
    }

    /**
     * Says, before the filters are initialised, that something will ask for this; if it cannot be read or its trust is not
     * set, the application stays shut.
     *
     * @param where what requires it, for the message
     */
    public static void expect(ServletContext context, RequireClientCert requirement, String where) {
        Deployment.begun(context).ifPresent(deployment -> deployment.expect(requirement, where));
    }

    /**
     * Guards the handshakes of a WebSocket endpoint, a class with {@code @ServerEndpoint} and {@link RequireClientCert}, by
     * its URI template. Those that containers show to the initializer are guarded already.
     */
    public static void handshakes(ServletContext context, Class<?> endpoint) {
        Deployment.begun(context).ifPresent(deployment -> deployment.guardHandshakes(endpoint));
    }

    /**
     * Says that a Jakarta REST resource requires something: nobody passes before {@link #restIsGuarded}. May be said until
     * the filters are initialised.
     */
    public static void expectRest(ServletContext context, Class<?> resource) {
        Deployment.begun(context).ifPresent(deployment -> deployment.rest().expect(resource));
    }

    /**
     * Says that the Jakarta REST application which answers at a servlet or filter has loaded its guards.
     *
     * @param name of the servlet or filter
     */
    public static void restIsGuarded(ServletContext context, String name) {
        Deployment.begun(context).ifPresent(deployment -> deployment.rest().loaded(name));
    }

    /** Says that this Jakarta REST resource is guarded, and with it what it extends and implements. */
    public static void restGuards(ServletContext context, Class<?> resource) {
        Deployment.begun(context).ifPresent(deployment -> deployment.rest().guards(resource));
    }

    /** Whether a Jakarta REST resource that requires something has sub-resource locators. */
    public static boolean guardsLocators(ServletContext context) {
        return Deployment.begun(context)
                .map(deployment -> deployment.rest().hasLocators())
                .orElse(false);
    }

    /**
     * Makes the call as the peer that the requirement demands; within it the current identity is that peer.
     *
     * @param request the current request, wrapped or not; empty outside of a request
     * @throws RefusedException if the requirement is not met, or no Sallyport filter saw the request
     */
    public static <T> T call(Optional<HttpServletRequest> request, RequireClientCert requirement, Callable<T> call)
            throws Exception {
        HttpServletRequest current = request.orElseThrow(
                () -> refused(requirement.trust(), "there is no request whose caller could be asked"));
        Exchange exchange = asked(current, requirement);
        Decision.Proceed before = exchange.caller();
        int asyncStarts = exchange.asyncStarts();
        enter(current, requirement);
        try {
            return call.call();
        } finally {
            if (exchange.asyncStarts() == asyncStarts) { // else it goes on elsewhere, perhaps already
                exchange.enter(before);
            }
        }
    }

    /**
     * Demands the requirement; if it is met, the peer is the current identity until the filter chain ends.
     *
     * @param request the current request, wrapped or not
     * @throws RefusedException if the requirement is not met, or no Sallyport filter saw the request
     */
    public static void enter(HttpServletRequest request, RequireClientCert requirement) {
        Exchange exchange = asked(request, requirement);
        Deployment deployment = Deployment.begun(request.getServletContext()).orElseThrow();
        Decision.Proceed caller = deployment.house().require(exchange, proven(deployment, requirement));
        deployment.house().sessions().admit(request, exchange, caller);
        exchange.enter(caller);
        exchange.keepPrivate();
    }

    /**
     * Whether the requirement was demanded in this request before, and met.
     *
     * @param request the current request, wrapped or not
     * @throws RefusedException if no Sallyport filter saw the request
     */
    public static boolean isMet(HttpServletRequest request, RequireClientCert requirement) {
        Exchange exchange = asked(request, requirement);
        Deployment deployment = Deployment.begun(request.getServletContext()).orElseThrow();
        return exchange.decided(proven(deployment, requirement)) instanceof Decision.Proceed;
    }

    /** Whether the peer takes the place of a caller who is known otherwise. */
    public static boolean replacesPrincipal(HttpServletRequest request) {
        return Deployment.begun(request.getServletContext())
                .map(deployment -> deployment.house().replacesPrincipal())
                .orElse(false);
    }

    /**
     * What the caller is told of a refusal that is answered elsewhere than by a filter; the operator is told too, once.
     *
     * @param request the current request, wrapped or not
     */
    public static Problem problem(HttpServletRequest request, Refusal refusal) {
        Gatehouse house = house(request)
                .orElseThrow(() -> new IllegalStateException("Sallyport does not stand before this application"));
        String id = house.tell(refusal, Exchange.of(request, house));
        return Problem.of(refusal, id, request.getHeader("Accept"));
    }

    /**
     * Has somebody asked when the application opens, after its listeners; what they then say is wrong keeps it shut.
     *
     * @param problem a sentence that says what was expected, or nothing
     */
    public static void onOpening(ServletContext context, Supplier<Optional<String>> problem) {
        Deployment.begun(context).ifPresent(deployment -> deployment.askOnOpening(problem));
    }

    /**
     * What becomes of the way that a request came, for an authentication mechanism, which is asked before any filter has
     * seen the request: as at the front filter, which does not decide this again. A response over HTTPS says already that
     * only HTTPS is wanted.
     *
     * @return a redirect, a refusal or nothing, if the request has arrived
     */
    public static Optional<Decision> arrive(HttpServletRequest request, HttpServletResponse response) {
        Gatehouse house = Deployment.begun(request.getServletContext())
                .filter(deployment -> deployment.house().isOpen() || deployment.openEarly())
                .map(Deployment::house)
                .orElse(null);
        if (house == null) {
            return Optional.of(
                    new Decision.Refuse(new Refusal.NotReady("no settings are proven for this application")));
        }
        UndertowTls.publish(request);
        Exchange exchange = Exchange.of(request, house);
        house.promise(exchange, GuardedResponse.around(response, exchange));
        try {
            return house.arriveEarly(exchange).map(redirect -> redirect);
        } catch (RefusedException refused) {
            return Optional.of(new Decision.Refuse(refused.refusal()));
        }
    }

    /**
     * What the request proves of its caller, once it has arrived; guards do not verify this again. Nobody is the current
     * identity yet.
     */
    public static Decision present(HttpServletRequest request, RequireClientCert requirement) {
        try {
            Exchange exchange = asked(request, requirement);
            Deployment deployment =
                    Deployment.begun(request.getServletContext()).orElseThrow();
            return deployment.house().require(exchange, proven(deployment, requirement));
        } catch (RefusedException refused) {
            return new Decision.Refuse(refused.refusal());
        }
    }

    /**
     * Answers the request in the place of a filter, and tells the operator of a refusal.
     *
     * @param decision a redirect or a refusal
     */
    public static void answer(HttpServletRequest request, HttpServletResponse response, Decision decision)
            throws IOException {
        if (!standsBefore(request.getServletContext())) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (decision instanceof Decision.Redirect redirect) {
            Answer.redirect(response, redirect);
            response.flushBuffer();
        } else if (decision instanceof Decision.Refuse refuse) {
            Answer.refuse(response, problem(request, refuse.refusal()));
            response.flushBuffer();
        } else {
            throw new IllegalArgumentException("who may proceed is not answered here");
        }
    }

    /**
     * Says that the container knows the caller now, as a mechanism has told it; he is the current identity from here on.
     *
     * @param caller what {@link #present} has decided
     * @param name what the container calls him
     */
    public static void logIn(HttpServletRequest request, Decision.Proceed caller, String name) {
        begun(request).logIn(caller, name);
    }

    /** Says that the container has forgotten the caller; nobody is the current identity from here on. */
    public static void logOut(HttpServletRequest request) {
        Exchange exchange = Exchange.begun(request);
        if (exchange != null) {
            exchange.logOut();
        }
    }

    /** Whether the trust of the requirement has proven the peer, and its rules admit him. */
    public static boolean admits(HttpServletRequest request, RequireClientCert requirement, PeerIdentity peer) {
        return Deployment.begun(request.getServletContext())
                .map(deployment -> Gate.admits(peer, proven(deployment, requirement)))
                .orElse(false);
    }

    /** Every role that the settings give to the peer. */
    public static Set<String> roles(HttpServletRequest request, PeerIdentity peer) {
        return house(request).map(house -> house.roles(peer)).orElse(Set.of());
    }

    /**
     * Who calls at the moment.
     *
     * @param request the current request, wrapped or not; where no Sallyport filter saw it, as in a test, its attribute
     *     {@link PeerIdentity#ATTRIBUTE} counts
     */
    public static Optional<PeerIdentity> identity(HttpServletRequest request) {
        Exchange exchange = Exchange.begun(request);
        if (exchange != null) {
            return exchange.caller().peer();
        }
        return request.getAttribute(PeerIdentity.ATTRIBUTE) instanceof PeerIdentity peer
                ? Optional.of(peer)
                : Optional.empty();
    }

    /**
     * Why this peer would be refused now, by the trust that has proven him and under the same rules; empty while he would
     * not. For what lasts longer than a request, such as a WebSocket session. May wait for what is fetched of revocation.
     */
    public static Optional<Refusal> refusal(PeerIdentity peer) {
        return peer.snapshot() instanceof VerifiedPeer verified ? verified.refusal(Deployment.now()) : Optional.empty();
    }

    private static Optional<Gatehouse> house(HttpServletRequest request) {
        return Deployment.begun(request.getServletContext()).map(Deployment::house);
    }

    private static Exchange begun(HttpServletRequest request) {
        Exchange exchange = Exchange.begun(request);
        if (exchange == null) {
            throw new IllegalStateException("nobody has asked for the caller of this request");
        }
        return exchange;
    }

    private static Exchange asked(HttpServletRequest request, RequireClientCert requirement) {
        Exchange exchange = Exchange.begun(request);
        Deployment deployment = Deployment.begun(request.getServletContext()).orElse(null);
        if (exchange == null || deployment == null || exchange.house() != deployment.house()) {
            throw refused(requirement.trust(), "no Sallyport filter saw the request");
        }
        return exchange;
    }

    private static Requirement proven(Deployment deployment, RequireClientCert requirement) {
        try {
            return deployment.requirement(requirement);
        } catch (SettingsException e) {
            throw refused(requirement.trust(), String.join("; ", e.problems()));
        }
    }

    private static RefusedException refused(String trust, String reason) {
        return new RefusedException(new Refusal.NotReady("the trust " + trust + " cannot be asked: " + reason));
    }
}
