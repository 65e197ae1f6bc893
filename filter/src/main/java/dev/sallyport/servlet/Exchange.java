// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.RequestFacts;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known and decided of one request, kept on it: the facts, each decision, and who calls at the moment. It is
 * the same through every dispatch; one thread at a time has it, as it has the request.
 */
final class Exchange {

    private static final String ATTRIBUTE = Exchange.class.getName();

    private final RequestFacts facts;
    private final IdentityHashMap<Object, Decision> decisions = new IdentityHashMap<>(2);
    private final IdentityHashMap<Refusal, String> ids = new IdentityHashMap<>(1);
    private Caller caller = Caller.UNASKED;

    /**
     * Who calls, as far as it was asked.
     *
     * @param asked whether somebody asked; where nobody did, the container's own attributes stay as they are
     * @param peer who it is, if that was proven
     */
    record Caller(boolean asked, Optional<PeerIdentity> peer) {
        static final Caller UNASKED = new Caller(false, Optional.empty());
    }

    private Exchange(RequestFacts facts) {
        this.facts = facts;
    }

    /** The exchange of this request, begun if this is the first time that anybody asks. */
    static Exchange of(HttpServletRequest request) {
        Exchange begun = begun(request);
        if (begun != null) {
            return begun;
        }
        Exchange first = new Exchange(Facts.of(request));
        request.setAttribute(ATTRIBUTE, first);
        return first;
    }

    /** The exchange of this request if a Sallyport filter has seen it. */
    static @Nullable Exchange begun(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Exchange exchange ? exchange : null;
    }

    RequestFacts facts() {
        return facts;
    }

    Caller caller() {
        return caller;
    }

    /** The id under which the refusal is told, found once. */
    String idOf(Refusal refusal, Supplier<String> first) {
        return ids.computeIfAbsent(refusal, unknown -> first.get());
    }

    /** The decision on this question, a requirement or a gate to arrive at, made once. */
    Decision decision(Object question, Supplier<Decision> first) {
        return decisions.computeIfAbsent(question, unknown -> first.get());
    }

    /** From now on this is the caller, for the request API too. */
    void enter(Caller next, ServletRequest request) {
        caller = next;
        if (next.asked()) {
            request.setAttribute(Facts.CERTIFICATES, certificates(next).orElse(null));
            request.setAttribute(PeerIdentity.ATTRIBUTE, next.peer().orElse(null));
        } else {
            request.removeAttribute(PeerIdentity.ATTRIBUTE);
        }
    }

    /** The verified certificates in the form of the request attribute. */
    static Optional<X509Certificate[]> certificates(Caller caller) {
        return caller.peer().map(peer -> peer.chain().toArray(X509Certificate[]::new));
    }
}
