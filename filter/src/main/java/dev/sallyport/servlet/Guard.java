// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.RequireClientCert;
import dev.sallyport.config.SettingsException;
import dev.sallyport.gate.Requirement;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.Callable;

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
     * Makes the call as the peer that the requirement demands; within it the current identity is that peer.
     *
     * @param request the current request, wrapped or not; empty outside of a request
     * @throws RefusedException if the requirement is not met, or no Sallyport filter saw the request
     */
    public static <T> T call(Optional<HttpServletRequest> request, RequireClientCert requirement, Callable<T> call)
            throws Exception {
        HttpServletRequest current = request.orElseThrow(
                () -> refused(requirement.trust(), "there is no request whose caller could be asked"));
        Exchange exchange = Exchange.begun(current);
        Deployment deployment = Deployment.begun(current.getServletContext()).orElse(null);
        if (exchange == null || deployment == null || exchange.house() != deployment.house()) {
            throw refused(requirement.trust(), "no Sallyport filter saw the request");
        }
        Decision.Proceed before = exchange.caller();
        int asyncStarts = exchange.asyncStarts();
        exchange.enter(deployment.house().require(exchange, proven(deployment, requirement)));
        try {
            return call.call();
        } finally {
            if (exchange.asyncStarts() == asyncStarts) { // else it goes on elsewhere, perhaps already
                exchange.enter(before);
            }
        }
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
