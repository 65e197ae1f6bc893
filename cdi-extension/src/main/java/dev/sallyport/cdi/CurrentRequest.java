// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.PeerIdentity;
import dev.sallyport.servlet.Guard;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Vetoed;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Optional;

/** The request that the current thread works for; the container is asked anew each time. */
@Vetoed
final class CurrentRequest implements CurrentPeer, Serializable {

    private final Instance<HttpServletRequest> requests;

    CurrentRequest(Instance<HttpServletRequest> requests) {
        this.requests = requests;
    }

    /** The request; empty outside of one. */
    Optional<HttpServletRequest> find() {
        try {
            return Optional.of(get());
        } catch (IllegalStateException none) {
            return Optional.empty();
        }
    }

    /** The request; {@link IllegalStateException} says why there is none. */
    HttpServletRequest get() {
        if (!requests.isResolvable()) {
            throw new IllegalStateException("no single HttpServletRequest can be injected here"
                    + " (expected: a servlet container that provides it to CDI, and no producer of another one)");
        }
        HttpServletRequest request = requests.get();
        try {
            identityOf(request);
            return request;
        } catch (ContextNotActiveException | IllegalStateException notActive) {
            throw new IllegalStateException(
                    "this thread handles no servlet request now, so nobody calls"
                            + " (expected: take peer.snapshot() during the request and hand that over)",
                    notActive);
        }
    }

    @Override
    public Optional<PeerIdentity> identity() {
        HandedPeer handed = HandedPeer.here();
        return handed != null ? handed.peer() : find().flatMap(CurrentRequest::identityOf);
    }

    /** Who calls; {@link IllegalStateException} says why nobody is known. */
    PeerIdentity requireIdentity() {
        HandedPeer handed = HandedPeer.here();
        if (handed != null) {
            return handed.peer()
                    .orElseThrow(() -> new IllegalStateException("the executor has brought no peer to this thread"
                            + " (expected: a peer where the task was submitted, and a context that propagates "
                            + PeerContextProvider.TYPE + "; or CurrentPeer where a peer is optional)"));
        }
        return identityOf(get())
                .orElseThrow(() -> new IllegalStateException("this request has no proven peer: no requirement was met"
                        + " on its way here (expected: @RequireClientCert on the servlet or bean, a ClientCertFilter,"
                        + " sallyport.require or sallyport.identity.trust; or inject CurrentPeer where a peer is"
                        + " optional)"));
    }

    private static Optional<PeerIdentity> identityOf(HttpServletRequest request) {
        return Guard.identity(request).map(PeerIdentity::snapshot);
    }
}
